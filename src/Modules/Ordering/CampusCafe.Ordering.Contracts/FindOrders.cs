using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Ordering.Contracts;

/// <summary>Orders that fit, newest first, page by page.</summary>
/// <param name="Search">Which.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Limit">Most orders in a page.</param>
public sealed record FindOrders(OrderSearch Search, OrderCursor? After, int Limit) : IQuery<OrderPage>;

/// <summary>All that is given must fit; null for any.</summary>
/// <param name="Status">placed, confirmed, shipped, completed, cancelling, rejected or cancelled.</param>
/// <param name="NeedsAttention">true for those that call for a person.</param>
/// <param name="Email">The customer's, whole, in any case.</param>
/// <param name="CorrelationId">The checkout's.</param>
public sealed record OrderSearch(string? Status = null, bool? NeedsAttention = null, string? Email = null, string? CorrelationId = null);

/// <summary>Where a page ended.</summary>
/// <param name="PlacedAt">UTC, of its last order.</param>
/// <param name="Seen">All orders of that moment that have been shown: several may have been placed at once.</param>
public sealed record OrderCursor(DateTimeOffset PlacedAt, IReadOnlyList<OrderId> Seen);

/// <param name="Orders">Newest first.</param>
/// <param name="Next">Null when there are no more.</param>
/// <param name="LookedBackTo">UTC: where the search stopped short of the oldest order, having looked through as many as it does at once; null otherwise.</param>
public sealed record OrderPage(IReadOnlyList<OrderRow> Orders, OrderCursor? Next, DateTimeOffset? LookedBackTo);

/// <param name="OrderId">The order.</param>
/// <param name="Status">As customers see it.</param>
/// <param name="NeedsAttention">Whether it calls for a person.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Email">How to reach them.</param>
/// <param name="Total">In minor units.</param>
/// <param name="PlacedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record OrderRow(
    OrderId OrderId, string Status, bool NeedsAttention, string Customer, string Email, Money Total, DateTimeOffset PlacedAt, DateTimeOffset UpdatedAt);
