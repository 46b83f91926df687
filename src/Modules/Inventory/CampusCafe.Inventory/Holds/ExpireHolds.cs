using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Inventory.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.Inventory.Holds;

/// <summary>Gives back stock whose hold has outlived its time.</summary>
internal sealed class ExpireHolds(IServiceScopeFactory scopes, InventoryDbContext reader, TimeProvider time, ILogger<ExpireHolds> logger) : IJob
{
    /// <summary>30 s: little beside the quarter of an hour that a hold lives.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

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

        await scopes.EachInTransactionAsync<InventoryDbContext, OrderId>(expired, ExpireAsync, logger, cancellationToken);

        async Task ExpireAsync(IServiceProvider services, InventoryDbContext context, OrderId orderId)
        {
            var hold = await context.Holds.FindAsync([orderId], cancellationToken);
            hold?.Expire(await Shelf.LoadAsync(context, hold.Items, cancellationToken), now);
        }
    }
}
