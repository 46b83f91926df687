using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Ordering.Contracts;

/// <summary>Where an order stands; null when there is no such order.</summary>
public sealed record GetOrderSummary(OrderId OrderId) : IQuery<OrderSummary?>;

/// <param name="Status">placed, confirmed, shipped, completed, cancelling, rejected or cancelled.</param>
/// <param name="CorrelationId">The checkout's, which every message of the order carries.</param>
public sealed record OrderSummary(string Status, string CorrelationId);
