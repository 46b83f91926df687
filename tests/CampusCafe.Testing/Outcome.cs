using CampusCafe.Inventory.Stock;
using CampusCafe.Ordering.Orders;

namespace CampusCafe.Testing;

/// <summary>How it all ended, in numbers.</summary>
/// <param name="ByStatus">Orders by public status.</param>
/// <param name="NeedAttention">Orders that ask for a person.</param>
/// <param name="ByCharges">Orders by how often money was taken for them, refunded or not.</param>
/// <param name="StockThatCameIn">By item, without what was there from the start.</param>
internal sealed record Outcome(
    IReadOnlyDictionary<string, int> ByStatus,
    int NeedAttention,
    IReadOnlyDictionary<int, int> ByCharges,
    IReadOnlyDictionary<string, int> StockThatCameIn)
{
    public static async Task<Outcome> ReadAsync(Shop shop)
    {
        var books = await Books.ReadAsync(shop.Services);
        var ledger = Ledger.Of(await shop.Simulators.Client.LedgerAsync());
        var captures = ledger.Payments.Where(payment => payment.Operation == "capture").ToLookup(payment => payment.OrderId);
        return new Outcome(
            books.Orders.CountBy(order => OrderStatus.Of(order.Saga)).ToDictionary(),
            books.Orders.Count(order => order.NeedsAttention),
            books.Orders.CountBy(order => captures[order.Id.ToString()].Count()).ToDictionary(),
            books.Movements.Where(movement => movement.Kind is StockMovementKind.Restocked)
                .GroupBy(movement => movement.ItemId.ToString())
                .ToDictionary(item => item.Key, item => item.OrderBy(movement => movement.Sequence).Skip(1).Sum(movement => movement.Quantity.Value)));
    }
}
