using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Inventory.Stock;

namespace CampusCafe.Inventory.Holds;

internal sealed class HandleHoldStock(InventoryDbContext context, TimeProvider time) : MessageHandler<InventoryConsumer, HoldStock>
{
    protected override async Task HandleAsync(HoldStock message, CancellationToken cancellationToken)
    {
        var hold = await context.FindOrAddHoldAsync(message.OrderId, cancellationToken);
        hold.Request(message, await Shelf.LoadAsync(context, message.Items, cancellationToken), time.GetUtcNow());
    }
}

internal sealed class HandleCommitStock(InventoryDbContext context) : MessageHandler<InventoryConsumer, CommitStock>
{
    protected override async Task HandleAsync(CommitStock message, CancellationToken cancellationToken)
    {
        var hold = await context.FindOrAddHoldAsync(message.OrderId, cancellationToken);
        hold.Commit(await Shelf.LoadAsync(context, hold.Items, cancellationToken));
    }
}

internal sealed class HandleCancelStock(InventoryDbContext context) : MessageHandler<InventoryConsumer, CancelStock>
{
    protected override async Task HandleAsync(CancelStock message, CancellationToken cancellationToken)
    {
        var hold = await context.FindOrAddHoldAsync(message.OrderId, cancellationToken);
        hold.Cancel(await Shelf.LoadAsync(context, hold.Items, cancellationToken));
    }
}

internal static class FindingHolds
{
    /// <summary>What is not there yet is added: a cancel that comes first leaves a tombstone.</summary>
    public static async Task<Hold> FindOrAddHoldAsync(this InventoryDbContext context, OrderId orderId, CancellationToken cancellationToken) =>
        await context.Holds.FindAsync([orderId], cancellationToken) ?? context.Add(new Hold(orderId)).Entity;
}
