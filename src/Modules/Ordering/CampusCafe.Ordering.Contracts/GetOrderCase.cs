using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Ordering.Contracts;

/// <summary>All that Ordering knows of an order, for whoever looks after it; null when there is no such order.</summary>
public sealed record GetOrderCase(OrderId OrderId) : IQuery<OrderCase?>;

/// <param name="OrderId">The order.</param>
/// <param name="Status">As customers see it.</param>
/// <param name="State">The saga's state.</param>
/// <param name="Legs">How far each module's part has come.</param>
/// <param name="Failure">Why it was undone: a stable code; null when it wasn't.</param>
/// <param name="FailureMessage">What the first refusal said, for people.</param>
/// <param name="Attention">Codes of what a person should look at; empty when there is nothing.</param>
/// <param name="Awaits">Commands whose replies are still awaited: what a resume sends anew.</param>
/// <param name="Instructions">What it would accept now.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="Total">In minor units.</param>
/// <param name="Customer">Who ordered.</param>
/// <param name="Email">How to reach them.</param>
/// <param name="CorrelationId">The checkout's, which every message of the order carries.</param>
/// <param name="PlacedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="DeadlineAt">UTC: when the saga is told that its time is up; null when it needn't be.</param>
/// <param name="ShippedAt">UTC; null until the goods have left.</param>
public sealed record OrderCase(
    OrderId OrderId,
    string Status,
    string State,
    OrderLegs Legs,
    string? Failure,
    string? FailureMessage,
    IReadOnlyList<string> Attention,
    IReadOnlyList<string> Awaits,
    IReadOnlyList<OrderInstruction> Instructions,
    IReadOnlyList<OrderedItem> Lines,
    Money Total,
    string Customer,
    string Email,
    string CorrelationId,
    DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeadlineAt,
    DateTimeOffset? ShippedAt);

/// <summary>Each one of None, Asked, Done, Refused, Undoing and Undone; of the goods one of Here, Left, Arrived and Lost.</summary>
public sealed record OrderLegs(string Stock, string Payment, string Shipment, string Goods);

/// <param name="ItemId">What.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">As it was when the order was placed.</param>
public sealed record OrderedItem(ItemId ItemId, Quantity Quantity, Money UnitPrice);

/// <summary>What a person can want of an order.</summary>
public enum OrderInstruction
{
    /// <summary>Undo it, as its customer could.</summary>
    Cancel,

    /// <summary>Send anew the commands whose replies are awaited.</summary>
    Resume,

    /// <summary>A remedy: take the money for goods that left by themselves.</summary>
    Charge,

    /// <summary>A remedy: give the money back for goods that left by themselves or were lost.</summary>
    Refund,
}

/// <summary>Decided on the order's row. Repeating it is harmless: what has been done is refused, or done already.</summary>
public sealed record InstructOrder(OrderId OrderId, OrderInstruction Instruction) : IInstruction<OrderDecision?>;

/// <param name="IsAccepted">Whether it is under way, or was before.</param>
/// <param name="Title">What it was refused as, in the words of the routes; null when it wasn't.</param>
/// <param name="Detail">Why.</param>
public sealed record OrderDecision(bool IsAccepted, string? Title = null, string? Detail = null);
