using CampusCafe.Inventory.Holds;
using CampusCafe.Ordering.Orders;
using static CampusCafe.Inventory.Holds.HoldEffect;

namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>Inventory handles its next command, or a hold expires.</summary>
internal sealed class InventoryMoves(Machines machines, Bounds bounds)
{
    public IEnumerable<Move> From(World world)
    {
        if (!world.ToInventory.IsEmpty)
        {
            var command = (SagaCommand)world.ToInventory.Head;
            var rest = world with { ToInventory = world.ToInventory.Rest };
            foreach (var trigger in Triggers(command, world.Hold))
            {
                yield return new(Mover.System, "Inventory", trigger.ToString(), Apply(rest, trigger));
            }
        }

        if (bounds.Expiry && machines.Hold.Find(world.Hold, HoldTrigger.Expire) is not null)
        {
            yield return new(Mover.Outside, "Inventory", "the hold expires", Apply(world, HoldTrigger.Expire));
        }
    }

    private IEnumerable<HoldTrigger> Triggers(SagaCommand command, HoldStatus status) => (command, status) switch
    {
        (SagaCommand.HoldStock, HoldStatus.None) when bounds.Refusals => [HoldTrigger.Grant, HoldTrigger.Refuse],
        (SagaCommand.HoldStock, HoldStatus.None) => [HoldTrigger.Grant],
        (SagaCommand.HoldStock, _) => [HoldTrigger.HoldAgain],
        (SagaCommand.CommitStock, _) => [HoldTrigger.Commit],
        _ => [HoldTrigger.Cancel],
    };

    private World Apply(World world, HoldTrigger trigger)
    {
        var row = machines.Hold.Require(world.Hold, trigger);
        var replies = world.FromInventory;
        foreach (var effect in row.Effects)
        {
            replies = Reply(effect) is { } reply ? replies.Add((int)reply) : replies;
        }

        return world with { Hold = row.To, FromInventory = replies };
    }

    private static SagaInput? Reply(HoldEffect effect) => effect switch
    {
        ReplyHeld => SagaInput.StockHeld,
        ReplyRejected => SagaInput.StockRejected,
        ReplyCommitted => SagaInput.StockCommitted,
        ReplyCommitRejected => SagaInput.CommitRejected,
        ReplyCancelled => SagaInput.StockCancelled,
        _ => null,
    };
}
