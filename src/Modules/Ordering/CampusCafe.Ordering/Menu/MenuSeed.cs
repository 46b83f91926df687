using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Menu;

/// <summary>The café's first menu.</summary>
internal sealed class MenuSeed(OrderingDbContext context) : IModuleSeed
{
    private const string Yen = "JPY";

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (await context.Menu.AnyAsync(cancellationToken))
        {
            return;
        }

        context.Add(new MenuItem { Id = new ItemId("cake"), Name = "Cake", UnitPrice = new Money(450, Yen) });
        context.Add(new MenuItem { Id = new ItemId("coffee"), Name = "Coffee", UnitPrice = new Money(300, Yen) });
        await context.SaveChangesAsync(cancellationToken);
    }
}
