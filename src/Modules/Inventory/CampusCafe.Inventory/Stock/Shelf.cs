using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Inventory.Persistence;

namespace CampusCafe.Inventory.Stock;

/// <summary>The stock of the items that an order is about.</summary>
internal sealed class Shelf(IReadOnlyDictionary<ItemId, StockItem> items)
{
    public StockItem this[ItemId id] => items[id];

    /// <summary>Loaded by key, so that what the same batch has changed is seen. Items nobody ever stocked are simply empty.</summary>
    public static async Task<Shelf> LoadAsync(InventoryDbContext context, IEnumerable<ItemQuantity> lines, CancellationToken cancellationToken)
    {
        Dictionary<ItemId, StockItem> items = [];
        foreach (var id in lines.Select(line => line.ItemId).Distinct())
        {
            if (await context.Stock.FindAsync([id], cancellationToken) is { } item)
            {
                items.Add(id, item);
            }
        }

        return new Shelf(items);
    }

    /// <summary>The lines that can't be served now.</summary>
    public IReadOnlyList<ItemQuantity> ShortOf(IEnumerable<ItemQuantity> lines) =>
        [.. lines.Where(line => !items.TryGetValue(line.ItemId, out var item) || item.Available < line.Quantity.Value)];
}
