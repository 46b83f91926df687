using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Inventory.Stock;

/// <summary>The café's first morning.</summary>
internal sealed class StockSeed(InventoryDbContext context) : IModuleSeed
{
    private const int Cakes = 10;
    private const int Coffees = 20;

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (await context.Stock.AnyAsync(cancellationToken))
        {
            return;
        }

        context.Add(Stocked("cake", Cakes));
        context.Add(Stocked("coffee", Coffees));
        await context.SaveChangesAsync(cancellationToken);
    }

    private static StockItem Stocked(string id, int quantity)
    {
        var item = new StockItem(new ItemId(id));
        item.Restock(new Quantity(quantity));
        return item;
    }
}
