using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Inventory.Stock;

namespace CampusCafe.Inventory.Holds;

/// <summary>An order's part of the stock: promised, sold, given back or put back. <see cref="HoldMachine"/> says what may follow what.</summary>
internal sealed class Hold : AggregateRoot, ICorrelated
{
    public const int MaxReason = 1000;
    private const string CancelledReason = "The order's stock was cancelled.";

    private Hold()
    {
    }

    public Hold(OrderId orderId) => OrderId = orderId;

    public OrderId OrderId { get; private init; }

    public HoldStatus Status { get; private set; }

    public IReadOnlyList<ItemQuantity> Items { get; private set; } = [];

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Why there is nothing held or sold.</summary>
    public string? Reason { get; private set; }

    public string CorrelationId { get; private set; } = string.Empty;

    public override string AggregateType => "hold";

    public void Correlate(string correlationId) => CorrelationId = correlationId;

    /// <summary>All lines or none.</summary>
    public void Request(HoldStock command, Shelf shelf, DateTimeOffset now)
    {
        if (Status is not HoldStatus.None)
        {
            On(HoldTrigger.HoldAgain, shelf);
            return;
        }

        Items = command.Items;
        var shortOf = shelf.ShortOf(command.Items);
        if (shortOf.Count == 0)
        {
            ExpiresAt = now + command.TimeToLive;
            On(HoldTrigger.Grant, shelf);
        }
        else
        {
            Reason = $"Out of stock: {string.Join(", ", shortOf.Select(line => line.ItemId))}.".Bounded(MaxReason);
            On(HoldTrigger.Refuse, shelf);
        }
    }

    public void Commit(Shelf shelf) => On(HoldTrigger.Commit, shelf);

    public void Cancel(Shelf shelf)
    {
        Reason ??= CancelledReason;
        On(HoldTrigger.Cancel, shelf);
    }

    /// <summary>Nothing happens to a hold that was committed or released in the meantime.</summary>
    public void Expire(Shelf shelf, DateTimeOffset now)
    {
        if (Status is HoldStatus.Held && ExpiresAt <= now)
        {
            Reason = "The hold has expired.";
            On(HoldTrigger.Expire, shelf);
        }
    }

    private void On(HoldTrigger trigger, Shelf shelf)
    {
        var transition = HoldMachine.Table.Require(Status, trigger);
        Status = transition.To;
        foreach (var effect in transition.Effects)
        {
            Do(effect, shelf);
        }
    }

    private void Do(HoldEffect effect, Shelf shelf)
    {
        switch (effect)
        {
            case HoldEffect.SetAside:
                EachLine(line => shelf[line.ItemId].SetAside(line.Quantity, OrderId));
                break;
            case HoldEffect.TakeOffShelf:
                EachLine(line => shelf[line.ItemId].TakeOffShelf(line.Quantity, OrderId));
                break;
            case HoldEffect.GiveBack:
                EachLine(line => shelf[line.ItemId].GiveBack(line.Quantity, OrderId));
                break;
            case HoldEffect.PutBack:
                EachLine(line => shelf[line.ItemId].PutBack(line.Quantity, OrderId));
                break;
            default:
                Send(Reply(effect));
                break;
        }
    }

    private IMessage Reply(HoldEffect effect) => effect switch
    {
        HoldEffect.ReplyHeld => new StockHeld(OrderId),
        HoldEffect.ReplyRejected => new StockRejected(OrderId, Reason ?? CancelledReason),
        HoldEffect.ReplyCommitted => new StockCommitted(OrderId),
        HoldEffect.ReplyCommitRejected => new CommitRejected(OrderId, Reason ?? CancelledReason),
        HoldEffect.ReplyCancelled => new StockCancelled(OrderId),
        _ => throw new InvalidOperationException($"{effect} is no reply."),
    };

    private void EachLine(Action<ItemQuantity> action)
    {
        foreach (var line in Items)
        {
            action(line);
        }
    }
}
