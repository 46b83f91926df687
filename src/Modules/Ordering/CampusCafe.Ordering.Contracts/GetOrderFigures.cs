using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Ordering.Contracts;

/// <summary>How the shop is doing, over the last hour.</summary>
public sealed record GetOrderFigures : IQuery<OrderFigures>;

/// <param name="Minutes">The last sixty, oldest first; the last one isn't over yet.</param>
/// <param name="ShippedP50">From checkout to shipped, of the last orders that were shipped within the hour; null when none was.</param>
/// <param name="ShippedP95">The same, exceeded by one in twenty.</param>
/// <param name="NeedAttention">Orders that call for a person now.</param>
public sealed record OrderFigures(IReadOnlyList<OrderMinute> Minutes, TimeSpan? ShippedP50, TimeSpan? ShippedP95, int NeedAttention);

/// <param name="At">UTC: its begin.</param>
/// <param name="Placed">Orders placed in it.</param>
/// <param name="Shipped">Orders shipped in it.</param>
public sealed record OrderMinute(DateTimeOffset At, int Placed, int Shipped);
