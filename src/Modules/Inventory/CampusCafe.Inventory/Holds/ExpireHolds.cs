using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Inventory.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.Inventory.Holds;

/// <summary>Gives back stock whose hold has outlived its time.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireHolds(IServiceScopeFactory scopes, InventoryDbContext reader, TimeProvider time) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>100 holds a run: what is left waits for the next.</summary>
    private const int MaxPerRun = 100;

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await reader.Holds
            .Where(hold => hold.Status == HoldStatus.Held && hold.ExpiresAt <= now)
            .OrderBy(hold => hold.ExpiresAt)
            .Select(hold => hold.OrderId)
            .Take(MaxPerRun)
            .ToListAsync(cancellationToken);

        foreach (var orderId in expired)
        {
            await scopes.InTransactionAsync<InventoryDbContext, Hold?>((_, context) => ExpireAsync(context, orderId, now, cancellationToken), cancellationToken);
        }
    }

    private static async Task<Hold?> ExpireAsync(InventoryDbContext context, OrderId orderId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hold = await context.Holds.FindAsync([orderId], cancellationToken);
        hold?.Expire(await Shelf.LoadAsync(context, hold.Items, cancellationToken), now);
        return hold;
    }
}
