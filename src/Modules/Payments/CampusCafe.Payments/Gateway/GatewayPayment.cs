using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Payments.Contracts;

namespace CampusCafe.Payments.Gateway;

/// <summary>What the provider has to be told about a payment.</summary>
/// <param name="PaymentId">Kept by the provider as metadata: by it an intent is found whose id never reached us.</param>
/// <param name="OrderId">Kept as metadata too, for people.</param>
/// <param name="Amount">All of it is authorized, captured or refunded.</param>
/// <param name="PaymentMethod">The provider's token for the card.</param>
/// <param name="IntentId">The provider's id; null until the authorization has succeeded.</param>
internal sealed record GatewayPayment(
    PaymentId PaymentId, OrderId OrderId, Money Amount, string PaymentMethod, string? IntentId);

/// <summary>The operations that the gateway knows, as stored with an attempt.</summary>
internal static class GatewayOperation
{
    public const string Authorize = "authorize";
    public const string Capture = "capture";
    public const string Void = "void";
    public const string Refund = "refund";
}

/// <summary>Codes of refusals that we give a name of our own; others are the provider's.</summary>
internal static class GatewayRefusal
{
    public const string CardDeclined = "card_declined";
    public const string PaymentMethodInvalid = "payment_method_invalid";
    public const string AuthenticationRequired = "authentication_required";

    /// <summary>The authorization has been cancelled: nothing is reserved.</summary>
    public const string PaymentCanceled = "payment_canceled";

    /// <summary>Too late to void: the money has been taken.</summary>
    public const string PaymentCaptured = "payment_captured";

    /// <summary>There is no authorization that could be captured.</summary>
    public const string NotAuthorized = "payment_not_authorized";

    /// <summary>The provider tried to give the money back and could not.</summary>
    public const string RefundFailed = "refund_failed";
}
