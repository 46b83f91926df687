using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Inventory.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Inventory.Stock;

internal sealed class AnswerAvailability(InventoryDbContext context) : QueryHandler<GetAvailability, IReadOnlyDictionary<ItemId, int>>
{
    protected override async Task<IReadOnlyDictionary<ItemId, int>> AnswerAsync(GetAvailability query, CancellationToken cancellationToken) =>
        await context.Stock.AsNoTracking().ToDictionaryAsync(item => item.Id, item => item.OnHand - item.Held, cancellationToken);
}
