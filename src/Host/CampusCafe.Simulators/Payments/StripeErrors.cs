using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Payments;

/// <summary>The answers of a provider that refuses, in Stripe's words.</summary>
internal static class StripeErrors
{
    private const string InvalidRequest = "invalid_request_error";

    public static Answer Of(int status, StripeErrorView error) => new(status, StripeJson.Write(new { error }));

    /// <summary>Refused before it began to execute: nothing is kept under its key.</summary>
    public static Answer Malformed(string param, string message, string? code = null) =>
        Of(StatusCodes.Status400BadRequest, new(InvalidRequest, message, code, Param: param)) with { Executed = false };

    public static Answer CardDeclined(PaymentIntent intent) =>
        Of(StatusCodes.Status402PaymentRequired, StripeErrorView.CardDeclined(intent.DeclineCode!) with { PaymentIntent = IntentView.Of(intent) });

    public static Answer NoSuchPaymentMethod(string id) =>
        Of(StatusCodes.Status400BadRequest, new(InvalidRequest, $"No such PaymentMethod: '{id}'", "resource_missing", Param: "payment_method"));

    public static Answer NoSuchIntent(string id, string param = "intent", int status = StatusCodes.Status404NotFound) =>
        Of(status, new(InvalidRequest, $"No such payment_intent: '{id}'", "resource_missing", Param: param));

    public static Answer UnexpectedState(PaymentIntent intent, string attempt, string allowed) =>
        Of(StatusCodes.Status400BadRequest, new(
            InvalidRequest,
            $"This PaymentIntent could not be {attempt} because it has a status of {intent.Status}. "
                + $"Only a PaymentIntent with one of the following statuses may be {attempt}: {allowed}.",
            "payment_intent_unexpected_state",
            PaymentIntent: IntentView.Of(intent)));

    public static Answer AlreadyRefunded(PaymentIntent intent) =>
        Of(StatusCodes.Status400BadRequest, new(
            InvalidRequest, $"Charge {intent.LatestCharge} has already been refunded.", "charge_already_refunded"));

    public static Answer AmountTooLarge(string param, long most) =>
        Of(StatusCodes.Status400BadRequest, new(
            InvalidRequest, $"The amount is greater than what is left: {most}.", "amount_too_large", Param: param));
}
