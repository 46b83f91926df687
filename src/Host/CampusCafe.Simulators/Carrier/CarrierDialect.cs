using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Carrier;

internal sealed class CarrierDialect(SimulatorOptions options) : ProviderDialect(FaultTarget.Carrier, options.CarrierApiKey)
{
    public override Answer Unauthorized() =>
        CarrierJson.Error(StatusCodes.Status401Unauthorized, "unauthorized", "The bearer key is missing or unknown.");

    public override Answer KeyUnusable() => CarrierJson.Error(
        StatusCodes.Status400BadRequest, "invalid_idempotency_key", "The Idempotency-Key must have between 1 and 255 characters.");

    public override Answer KeyInUse() => CarrierJson.Error(
        StatusCodes.Status409Conflict, "idempotency_key_in_use", "Another request with this Idempotency-Key is still running.");

    public override Answer KeyMismatch() => CarrierJson.Error(
        StatusCodes.Status422UnprocessableEntity, "idempotency_key_mismatch", "This Idempotency-Key was used for another request.");

    public override Answer ServerError() =>
        CarrierJson.Error(StatusCodes.Status500InternalServerError, "internal_error", "An unknown error occurred.");

    public override Answer Unavailable() =>
        CarrierJson.Error(StatusCodes.Status503ServiceUnavailable, "unavailable", "The service is temporarily unavailable.");

    public override Answer? Refusal(Operation operation) => operation is Operation.Create
        ? CarrierJson.Error(StatusCodes.Status422UnprocessableEntity, "address_not_served", "We do not deliver to this address.")
        : CarrierJson.Error(
            StatusCodes.Status422UnprocessableEntity,
            $"{FaultNames.Of(operation)}_refused",
            $"The {FaultNames.Of(operation)} was refused.");
}
