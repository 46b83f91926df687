using System.Text.Json;
using MediatR;

namespace CampusCafe.Ordering.Orders;

/// <summary>An order as an operator needs to see it: why it calls for a person, and what can be done.</summary>
/// <param name="Order">As the customer sees it.</param>
/// <param name="State">The saga's state.</param>
/// <param name="Attention">Codes of what a person should look at, e.g. <c>payments.capture</c> or <c>ordering.carrier_acted_alone</c>; empty when there is nothing.</param>
/// <param name="Awaits">Commands whose replies are still awaited: what a resume sends anew.</param>
/// <param name="Remedies">Which of <c>charge</c> and <c>refund</c> can be chosen now.</param>
internal sealed record OrderCare(
    OrderView Order, string State, IReadOnlyList<string> Attention, IReadOnlyList<string> Awaits, IReadOnlyList<string> Remedies)
{
    public static async Task<OrderCare> OfAsync(Order order, IMediator mediator, CancellationToken cancellationToken) =>
        Of(order, await OrderView.OfAsync(order, mediator, cancellationToken));

    public static OrderCare Of(Order order, OrderView view) => new(
        view,
        order.Saga.State.ToString(),
        [.. AttentionOf(order)],
        [.. order.Saga.Awaited.Select(command => command.ToString())],
        [.. RemediesOf(order.Saga)]);

    /// <summary>The saga's own reasons, then the modules'.</summary>
    public static IEnumerable<string> AttentionOf(Order order) => CodesOf(order.Saga.Attention).Concat(order.AttentionReasons);

    private static IEnumerable<string> CodesOf(SagaAttention attention) => Enum.GetValues<SagaAttention>()
        .Where(flag => flag is not SagaAttention.None && attention.HasFlag(flag))
        .Select(flag => $"{OrderingModule.ModuleName}.{JsonNamingPolicy.SnakeCaseLower.ConvertName(flag.ToString())}");

    private static IEnumerable<string> RemediesOf(Saga saga)
    {
        if (saga.CanBeCharged)
        {
            yield return ApplyRemedy.Charge;
        }

        if (saga.CanBeRefunded)
        {
            yield return ApplyRemedy.Refund;
        }
    }
}
