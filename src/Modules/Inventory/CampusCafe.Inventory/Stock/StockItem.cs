using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;

namespace CampusCafe.Inventory.Stock;

/// <summary>One item on the shelf. On hand is what is there; held is the part of it that is promised.</summary>
internal sealed class StockItem : AggregateRoot
{
    private StockItem()
    {
    }

    public StockItem(ItemId id) => Id = id;

    public ItemId Id { get; private init; }

    public int OnHand { get; private set; }

    public int Held { get; private set; }

    public int Available => OnHand - Held;

    public override string AggregateType => "stock-item";

    /// <exception cref="OverflowException">No shelf holds that much.</exception>
    public void Restock(Quantity quantity) => Move(StockMovementKind.Restocked, quantity, orderId: null, onHand: quantity.Value, held: 0);

    public void SetAside(Quantity quantity, OrderId orderId) => Move(StockMovementKind.Held, quantity, orderId, onHand: 0, held: quantity.Value);

    public void GiveBack(Quantity quantity, OrderId orderId) => Move(StockMovementKind.Released, quantity, orderId, onHand: 0, held: -quantity.Value);

    public void TakeOffShelf(Quantity quantity, OrderId orderId) =>
        Move(StockMovementKind.Sold, quantity, orderId, onHand: -quantity.Value, held: -quantity.Value);

    public void PutBack(Quantity quantity, OrderId orderId) => Move(StockMovementKind.Returned, quantity, orderId, onHand: quantity.Value, held: 0);

    private void Move(StockMovementKind kind, Quantity quantity, OrderId? orderId, int onHand, int held)
    {
        (OnHand, Held) = (checked(OnHand + onHand), checked(Held + held));
        if (Held < 0 || OnHand < Held)
        {
            throw new InvalidOperationException($"{kind} {quantity} of {Id} would leave {OnHand} on hand and {Held} held.");
        }

        Raise(new StockMoved(Id, kind, quantity, orderId, OnHand, Held));
    }
}
