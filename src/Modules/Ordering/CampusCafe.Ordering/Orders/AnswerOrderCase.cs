using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

internal sealed class AnswerOrderCase(OrderingDbContext context) : QueryHandler<GetOrderCase, OrderCase?>
{
    protected override async Task<OrderCase?> AnswerAsync(GetOrderCase query, CancellationToken cancellationToken) =>
        await context.Orders.AsNoTracking().FirstOrDefaultAsync(order => order.Id == query.OrderId, cancellationToken) is { } order ? Of(order) : null;

    private static OrderCase Of(Order order) => new(
        order.Id,
        OrderStatus.Of(order.Saga),
        order.Saga.State.ToString(),
        new(order.Saga.Stock.ToString(), order.Saga.Payment.ToString(), order.Saga.Shipment.ToString(), order.Saga.Goods.ToString()),
        OrderStatus.FailureCode(order.Saga.Cause),
        order.FailureMessage,
        [.. OrderCare.AttentionOf(order)],
        [.. order.Saga.Awaited.Select(command => command.ToString())],
        [.. InstructionsFor(order.Saga)],
        [.. order.Lines.Select(line => new OrderedItem(line.ItemId, line.Quantity, line.UnitPrice))],
        order.Total,
        order.Customer.Name,
        order.Customer.Email,
        order.CorrelationId,
        order.PlacedAt,
        order.UpdatedAt,
        order.DeadlineAt,
        order.ShippedAt);

    private static IEnumerable<OrderInstruction> InstructionsFor(Saga saga)
    {
        if (saga.CanBeCancelled)
        {
            yield return OrderInstruction.Cancel;
        }

        if (saga.Awaited.Count > 0)
        {
            yield return OrderInstruction.Resume;
        }

        if (saga.CanBeCharged)
        {
            yield return OrderInstruction.Charge;
        }

        if (saga.CanBeRefunded)
        {
            yield return OrderInstruction.Refund;
        }
    }
}
