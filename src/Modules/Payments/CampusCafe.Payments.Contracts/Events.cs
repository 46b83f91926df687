using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Payments.Contracts;

/// <summary>The money is reserved on the card.</summary>
[WireName("payments.payment-authorized")]
public sealed record PaymentAuthorized(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The provider refused the card, or the order's payment was cancelled before.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="MethodInvalid">True when the provider doesn't know the payment method at all.</param>
/// <param name="Reason">For people.</param>
[WireName("payments.payment-declined")]
public sealed record PaymentDeclined(OrderId OrderId, bool MethodInvalid, string Reason) : IEvent, IOrderMessage;

/// <summary>The money is ours.</summary>
[WireName("payments.payment-captured")]
public sealed record PaymentCaptured(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The provider refused the capture: no money has moved.</summary>
[WireName("payments.capture-failed")]
public sealed record CaptureFailed(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>No money of this order is reserved or ours any more.</summary>
[WireName("payments.payment-cancelled")]
public sealed record PaymentCancelled(OrderId OrderId) : IEvent, IOrderMessage;
