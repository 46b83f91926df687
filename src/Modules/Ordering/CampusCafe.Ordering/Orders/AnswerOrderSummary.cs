using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

internal sealed class AnswerOrderSummary(OrderingDbContext context) : QueryHandler<GetOrderSummary, OrderSummary?>
{
    protected override async Task<OrderSummary?> AnswerAsync(GetOrderSummary query, CancellationToken cancellationToken)
    {
        var order = await context.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == query.OrderId, cancellationToken);
        return order is null ? null : new OrderSummary(OrderStatus.Of(order.Saga), order.CorrelationId);
    }
}
