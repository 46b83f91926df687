using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Payments;

internal sealed class PaymentsDialect(SimulatorOptions options) : ProviderDialect(FaultTarget.Payments, options.PaymentsApiKey)
{
    public override Answer Unauthorized() =>
        StripeErrors.Of(StatusCodes.Status401Unauthorized, new("invalid_request_error", "Invalid API Key provided."));

    public override Answer KeyUnusable() => StripeErrors.Of(StatusCodes.Status400BadRequest, new(
        "invalid_request_error", "The Idempotency-Key must have between 1 and 255 characters."));

    public override Answer KeyInUse() => StripeErrors.Of(StatusCodes.Status409Conflict, new(
        "idempotency_error", "Another request with this Idempotency-Key is still running.", "idempotency_key_in_use"));

    public override Answer KeyMismatch() => StripeErrors.Of(StatusCodes.Status400BadRequest, new(
        "idempotency_error", "Keys for idempotent requests can only be used with the same endpoint and the same parameters."));

    public override Answer ServerError() =>
        StripeErrors.Of(StatusCodes.Status500InternalServerError, new("api_error", "An unknown error occurred."));

    public override Answer Unavailable() =>
        StripeErrors.Of(StatusCodes.Status503ServiceUnavailable, new("api_error", "The service is temporarily unavailable."));

    // A declined card leaves an intent behind, so authorize shapes its own refusal.
    public override Answer? Refusal(Operation operation) => operation is Operation.Authorize
        ? null
        : StripeErrors.Of(StatusCodes.Status400BadRequest, new(
            "invalid_request_error", $"The {FaultNames.Of(operation)} was refused.", $"{FaultNames.Of(operation)}_refused"));
}
