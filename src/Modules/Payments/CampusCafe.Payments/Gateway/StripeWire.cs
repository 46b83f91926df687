using System.Text.Json;

namespace CampusCafe.Payments.Gateway;

/// <summary>The parts of Stripe's answers that decide anything; whatever else there is goes unread.</summary>
internal static class StripeWire
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Half an answer is none.
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

/// <see href="https://docs.stripe.com/api/payment_intents/object"/>
internal sealed record StripeIntent(
    string Id, string Status, Dictionary<string, string>? Metadata = null, StripeError? LastPaymentError = null);

/// <see href="https://docs.stripe.com/api/refunds/object"/>
internal sealed record StripeRefund(string Id, string? Status, long Amount, string? FailureReason = null);

/// <see href="https://docs.stripe.com/api/pagination"/>
internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);

internal sealed record StripeFailure(StripeError Error);

/// <see href="https://docs.stripe.com/api/errors"/>
internal sealed record StripeError(
    string? Type = null, string? Code = null, string? Param = null, string? DeclineCode = null, string? Message = null);
