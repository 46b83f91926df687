using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Inventory.Contracts;

/// <summary>Set stock aside for an order, all lines or none. Answered by <see cref="StockHeld"/> or <see cref="StockRejected"/>.</summary>
/// <param name="OrderId">The order; it has at most one hold.</param>
/// <param name="Items">Each item once.</param>
/// <param name="TimeToLive">After this long without a commit the hold expires and the stock is free again.</param>
[WireName("inventory.hold-stock")]
public sealed record HoldStock(OrderId OrderId, IReadOnlyList<ItemQuantity> Items, TimeSpan TimeToLive) : ICommand, IOrderMessage;

/// <summary>The held stock is sold. Answered by <see cref="StockCommitted"/> or <see cref="CommitRejected"/>.</summary>
[WireName("inventory.commit-stock")]
public sealed record CommitStock(OrderId OrderId) : ICommand, IOrderMessage;

/// <summary>Undo, at any time: Inventory knows whether to release or to restock. Answered by <see cref="StockCancelled"/>.</summary>
[WireName("inventory.cancel-stock")]
public sealed record CancelStock(OrderId OrderId) : ICommand, IOrderMessage;
