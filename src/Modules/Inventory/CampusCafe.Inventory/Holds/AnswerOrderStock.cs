using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Inventory.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Inventory.Holds;

internal sealed class AnswerOrderStock(InventoryDbContext context) : QueryHandler<GetOrderStock, OrderStock?>
{
    protected override async Task<OrderStock?> AnswerAsync(GetOrderStock query, CancellationToken cancellationToken)
    {
        var hold = await context.Holds.AsNoTracking().FirstOrDefaultAsync(h => h.OrderId == query.OrderId, cancellationToken);
        return hold is null ? null : new OrderStock(PublicName(hold.Status));
    }

    private static string PublicName(HoldStatus status) => status switch
    {
        HoldStatus.Held => "held",
        HoldStatus.Rejected => "rejected",
        HoldStatus.Committed => "committed",
        HoldStatus.Released => "released",
        HoldStatus.Restocked => "restocked",
        _ => "none",
    };
}
