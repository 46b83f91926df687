using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

internal sealed class AnswerFindOrders(OrderingDbContext context) : QueryHandler<FindOrders, OrderPage>
{
    /// <summary>
    /// 20,000: no index follows an order's status, which changes with each of its steps, so a search by status looks through
    /// the orders from the newest, so many at once, and says how far it came.
    /// </summary>
    private const int LookedThroughAtOnce = 20_000;

    protected override async Task<OrderPage> AnswerAsync(FindOrders query, CancellationToken cancellationToken)
    {
        var behind = Behind(context.Orders.AsNoTracking(), query.After);
        var fitting = Indexed(behind, query.Search);
        DateTimeOffset? end = null;
        if (query.Search.Status is { } status)
        {
            // Its end first: what is placed meanwhile moves nothing out of the look.
            end = await EndOfLookAsync(fitting, cancellationToken);
            var states = OrderStatus.StatesOf(status);
            fitting = fitting.Where(order => (end == null || order.PlacedAt >= end) && states.Contains(order.Saga.State));
        }

        var found = await fitting.OrderByDescending(order => order.PlacedAt)
            .Take(query.Limit + 1)
            .Select(order => new { order.Id, order.Saga.State, order.NeedsAttention, order.Customer, order.Total, order.PlacedAt, order.UpdatedAt })
            .ToListAsync(cancellationToken);
        List<OrderRow> rows =
        [
            .. found.Take(query.Limit).Select(order => new OrderRow(
                order.Id, OrderStatus.Of(order.State), order.NeedsAttention, order.Customer.Name, order.Customer.Email, order.Total, order.PlacedAt, order.UpdatedAt)),
        ];
        return found.Count > query.Limit
            ? new(rows, After(rows, query.After), LookedBackTo: null)
            : new(rows, end is { } at ? new OrderCursor(at, []) : null, end);
    }

    private static IQueryable<Order> Indexed(IQueryable<Order> orders, OrderSearch search)
    {
        orders = search.NeedsAttention is { } needs ? orders.Where(order => order.NeedsAttention == needs) : orders;
        orders = search.CorrelationId is { } correlation ? orders.Where(order => order.CorrelationId == correlation) : orders;
        var email = search.Email is null ? null : Order.Normalize(search.Email);
        return email is null ? orders : orders.Where(order => order.CustomerEmail == email);
    }

    private static IQueryable<Order> Behind(IQueryable<Order> orders, OrderCursor? after) => after switch
    {
        null => orders,
        { Seen.Count: 0 } => orders.Where(order => order.PlacedAt < after.PlacedAt),
        _ => orders.Where(order => order.PlacedAt <= after.PlacedAt && !after.Seen.Contains(order.Id)),
    };

    /// <summary>Null when all that there is will be looked through.</summary>
    private static async Task<DateTimeOffset?> EndOfLookAsync(IQueryable<Order> orders, CancellationToken cancellationToken) =>
        await orders.OrderByDescending(order => order.PlacedAt)
            .Skip(LookedThroughAtOnce - 1)
            .Select(order => (DateTimeOffset?)order.PlacedAt)
            .FirstOrDefaultAsync(cancellationToken);

    private static OrderCursor After(List<OrderRow> rows, OrderCursor? before)
    {
        var at = rows[^1].PlacedAt;
        IEnumerable<OrderId> earlier = before?.PlacedAt == at ? before.Seen : [];
        return new(at, [.. earlier, .. rows.Where(row => row.PlacedAt == at).Select(row => row.OrderId)]);
    }
}
