using System.Globalization;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Payments.Contracts;
using CampusCafe.Shipping.Contracts;
using MediatR;

namespace CampusCafe.Operations.Orders;

/// <summary>Finds orders by whatever a person has at hand.</summary>
internal sealed class OrderFinder(IMediator mediator)
{
    /// <param name="words">An order's, payment's or shipment's id, the payment provider's id, an e-mail address, or a correlation id; null for any.</param>
    /// <param name="status">As customers see it; null for any.</param>
    /// <param name="needsAttention">true for those only that call for a person.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Most orders in a page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OrderPage> FindAsync(
        string? words, string? status, bool needsAttention, OrderCursor? after, int limit, CancellationToken cancellationToken)
    {
        var search = new OrderSearch(status, needsAttention ? true : null);
        if (words is null)
        {
            return await AskAsync(search);
        }

        if (await OrderOfAsync(words, cancellationToken) is { } orderId)
        {
            var found = await mediator.AskAsync<GetOrderCase, OrderCase?>(new(orderId), cancellationToken);
            var fits = found is not null && after is null && (status is null || found.Status == status) && (!needsAttention || found.Attention.Count > 0);
            return new(fits ? [RowOf(found!)] : [], Next: null, LookedBackTo: null);
        }

        return await AskAsync(words.Contains('@', StringComparison.Ordinal) ? search with { Email = words } : search with { CorrelationId = words });

        Task<OrderPage> AskAsync(OrderSearch which) => mediator.AskAsync<FindOrders, OrderPage>(new(which, after, limit), cancellationToken);
    }

    /// <summary>Whose id it is: an order's, a payment's or a shipment's; null when it is nobody's.</summary>
    public async Task<OrderId?> OrderOfAsync(string id, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(id, out var guid))
        {
            return await mediator.AskAsync<GetOrderSummary, OrderSummary?>(new(new OrderId(guid)), cancellationToken) is not null
                ? new OrderId(guid)
                : await mediator.AskAsync<FindOrderOfPayment, OrderId?>(new(id), cancellationToken)
                    ?? await mediator.AskAsync<FindOrderOfShipment, OrderId?>(new(new ShipmentId(guid)), cancellationToken);
        }

        return await mediator.AskAsync<FindOrderOfPayment, OrderId?>(new(id), cancellationToken);
    }

    /// <summary>As a page's <c>next</c>.</summary>
    public static string? NameOf(OrderCursor? cursor) => cursor is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{cursor.PlacedAt.UtcTicks}_{string.Join('.', cursor.Seen.Select(id => id.Value.ToString("N")))}");

    /// <returns>Null for what is no page's <c>next</c>.</returns>
    public static OrderCursor? CursorOf(string? next)
    {
        if (next?.Split('_') is not [var ticks, var seen]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.UtcTicks)
        {
            return null;
        }

        List<OrderId> ids = [];
        foreach (var text in seen.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParseExact(text, "N", out var id))
            {
                return null;
            }

            ids.Add(new OrderId(id));
        }

        return new(new DateTimeOffset(at, TimeSpan.Zero), ids);
    }

    private static OrderRow RowOf(OrderCase order) => new(
        order.OrderId, order.Status, order.Attention.Count > 0, order.Customer, order.Email, order.Total, order.PlacedAt, order.UpdatedAt);
}
