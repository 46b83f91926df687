using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Inventory.Persistence;
using MediatR;

namespace CampusCafe.Inventory.Stock;

internal enum StockMovementKind
{
    Restocked,
    Held,
    Released,
    Sold,
    Returned,
}

/// <summary>Something moved on or off the shelf, or was promised or given back.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">How many.</param>
/// <param name="OrderId">For whom; null when an operator did it.</param>
/// <param name="OnHand">Afterwards.</param>
/// <param name="Held">Afterwards.</param>
internal sealed record StockMoved(ItemId ItemId, StockMovementKind Kind, Quantity Quantity, OrderId? OrderId, int OnHand, int Held) : IDomainEvent;

/// <summary>A line in the append-only book of every change of stock.</summary>
internal sealed class StockMovement
{
    public long Sequence { get; init; }

    public required ItemId ItemId { get; init; }

    public required StockMovementKind Kind { get; init; }

    public required Quantity Quantity { get; init; }

    public required OrderId? OrderId { get; init; }

    public required int OnHand { get; init; }

    public required int Held { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Writes the line in the unit of work that changes the stock.</summary>
    internal sealed class Record(InventoryDbContext context, TimeProvider time) : INotificationHandler<StockMoved>
    {
        public Task Handle(StockMoved notification, CancellationToken cancellationToken)
        {
            context.Movements.Add(new StockMovement
            {
                ItemId = notification.ItemId,
                Kind = notification.Kind,
                Quantity = notification.Quantity,
                OrderId = notification.OrderId,
                OnHand = notification.OnHand,
                Held = notification.Held,
                At = time.GetUtcNow(),
            });
            return Task.CompletedTask;
        }
    }
}
