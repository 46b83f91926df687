using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Payments.Contracts;

/// <summary>Reserve the money on the card. Answered by <see cref="PaymentAuthorized"/> or <see cref="PaymentDeclined"/>.</summary>
/// <param name="OrderId">The order; it has at most one payment.</param>
/// <param name="Amount">What will be captured.</param>
/// <param name="PaymentMethod">The provider's token for the card, e.g. <c>pm_card_visa</c>; never a card number.</param>
[WireName("payments.authorize-payment")]
public sealed record AuthorizePayment(OrderId OrderId, Money Amount, string PaymentMethod) : ICommand, IOrderMessage;

/// <summary>Take the authorized money. Answered by <see cref="PaymentCaptured"/> or <see cref="CaptureFailed"/>.</summary>
[WireName("payments.capture-payment")]
public sealed record CapturePayment(OrderId OrderId) : ICommand, IOrderMessage;

/// <summary>Undo, at any time: Payments knows whether to void or to refund. Answered by <see cref="PaymentCancelled"/>.</summary>
[WireName("payments.cancel-payment")]
public sealed record CancelPayment(OrderId OrderId) : ICommand, IOrderMessage;
