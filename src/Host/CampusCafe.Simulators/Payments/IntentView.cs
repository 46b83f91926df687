using System.Text.Json.Serialization;

namespace CampusCafe.Simulators.Payments;

/// <summary>The wire shape of an intent.</summary>
internal sealed record IntentView(
    string Id,
    string Object,
    long Amount,
    long AmountCapturable,
    long AmountReceived,
    string CaptureMethod,
    long Created,
    string Currency,
    string? Description,
    StripeErrorView? LastPaymentError,
    string? LatestCharge,
    bool Livemode,
    IReadOnlyDictionary<string, string> Metadata,
    string? PaymentMethod,
    string Status)
{
    public static IntentView Of(PaymentIntent intent) => new(
        intent.Id,
        "payment_intent",
        intent.Amount,
        intent.AmountCapturable,
        intent.AmountReceived,
        "manual",
        intent.CreatedAt.ToUnixTimeSeconds(),
        intent.Currency,
        intent.Description,
        intent.DeclineCode is { } code ? StripeErrorView.CardDeclined(code) : null,
        intent.LatestCharge,
        Livemode: false,
        intent.Metadata,
        intent.DeclineCode is null ? intent.PaymentMethod : null,
        intent.Status);
}

/// <summary>The wire shape of an error. See https://docs.stripe.com/api/errors.</summary>
internal sealed record StripeErrorView(
    string Type,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DeclineCode = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Param = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IntentView? PaymentIntent = null)
{
    public static StripeErrorView CardDeclined(string declineCode) => new(
        "card_error",
        declineCode == DeclineCodes.InsufficientFunds ? "Your card has insufficient funds." : "Your card was declined.",
        "card_declined",
        declineCode);
}
