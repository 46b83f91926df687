namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>Something about an order needs a person; written together with what went wrong.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">A stable code such as <c>payments.capture</c> or <c>dead_letter.inventory.{message id}</c>; the same one clears it.</param>
[WireName("attention.raised")]
public sealed record AttentionRaised(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>What needed a person no longer does.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">The reason that was raised.</param>
[WireName("attention.cleared")]
public sealed record AttentionCleared(OrderId OrderId, string Reason) : IEvent, IOrderMessage;
