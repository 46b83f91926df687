using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>An order to which some things have happened, and the commands that went out.</summary>
internal sealed record Story(Saga Saga, IReadOnlyList<SagaCommand> Sent, IReadOnlyList<SagaCommand> Last)
{
    public static Story Of(params ReadOnlySpan<SagaInput> inputs) =>
        new Story(Saga.Start.Next, Saga.Start.Commands, Saga.Start.Commands).And(inputs);

    public Story And(params ReadOnlySpan<SagaInput> inputs)
    {
        var story = this;
        foreach (var input in inputs)
        {
            var step = story.Saga.On(input);
            story = new(step.Next, [.. story.Sent, .. step.Commands], step.Commands);
        }

        return story;
    }

    public void EndsAs(SagaState state, Cause cause) => Assert.Equal((state, cause), (Saga.State, Saga.Cause));

    /// <summary>The shipment first, then payment and stock; all answered, it ends so.</summary>
    public void IsUndone(SagaState end, Cause cause)
    {
        Assert.Equal([CancelShipment], Last);
        var safe = And(ShipmentCancelled);
        Assert.Equal([CancelPayment, CancelStock], safe.Last);
        safe.And(StockCancelled, PaymentCancelled).EndsAs(end, cause);
    }

    /// <summary>The input is ignored: nothing changes and nothing goes out.</summary>
    public void Ignores(SagaInput input)
    {
        var after = And(input);
        Assert.Equal(Saga, after.Saga);
        Assert.Empty(after.Last);
    }
}
