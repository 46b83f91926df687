using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Inventory.Contracts;

/// <summary>Every line is set aside.</summary>
[WireName("inventory.stock-held")]
public sealed record StockHeld(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>Nothing is set aside: at least one item is short, or the order's stock was cancelled before.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">For people; names the items that were short.</param>
[WireName("inventory.stock-rejected")]
public sealed record StockRejected(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>The stock is sold and off the shelf.</summary>
[WireName("inventory.stock-committed")]
public sealed record StockCommitted(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>There is no hold to commit: it expired or was cancelled.</summary>
[WireName("inventory.commit-rejected")]
public sealed record CommitRejected(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>Nothing is held or sold for the order any more.</summary>
[WireName("inventory.stock-cancelled")]
public sealed record StockCancelled(OrderId OrderId) : IEvent, IOrderMessage;
