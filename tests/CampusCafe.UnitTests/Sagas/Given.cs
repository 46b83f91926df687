using CampusCafe.Ordering.Orders;

namespace CampusCafe.UnitTests.Sagas;

internal static class Given
{
    /// <summary>An order to which all this has happened, in this order.</summary>
    public static Saga Saga(params ReadOnlySpan<SagaInput> inputs)
    {
        var saga = Ordering.Orders.Saga.Start.Next;
        foreach (var input in inputs)
        {
            saga = saga.On(input).Next;
        }

        return saga;
    }
}
