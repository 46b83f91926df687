using System.Net;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Contracts;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Shipping.Carrier;

/// <summary>One try of a shipping operation over the carrier's JSON API, and what is known afterwards. At most one POST a try.</summary>
internal sealed class CarrierClient(HttpClient http, TimeProvider time, ILogger<CarrierClient> logger)
{
    private readonly HttpExchanger exchanger = new(http, logger, CarrierOptions.ApiKeySetting);

    /// <exception cref="ArgumentException">An operation that isn't in <see cref="CarrierOperation"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up: the outcome is as open as after a time-out.</exception>
    public Task<CallResult> CallAsync(CallRequest call, CarrierShipment shipment, CancellationToken cancellationToken)
    {
        Func<string, CarrierShipment, HttpRequestMessage> request = call.Operation switch
        {
            CarrierOperation.Create => CarrierWire.Create,
            CarrierOperation.Cancel => CarrierWire.Cancel,
            CarrierOperation.Dispatch => CarrierWire.Dispatch,
            _ => throw new ArgumentException($"The carrier has no operation '{call.Operation}'.", nameof(call)),
        };
        return ResolvingCall.RunAsync(
            AsksFirst(call),
            async () => ShipmentTruth.Of(call.Operation, await ReadAsync(shipment.ShipmentId, cancellationToken)),
            () => SendAsync(call.Operation, request(call.IdempotencyKey, shipment), shipment.ShipmentId, cancellationToken));
    }

    /// <summary>Where the carrier sees the shipment; never throws for an outage, but says so.</summary>
    public async Task<CarrierReading> ReadAsync(ShipmentId shipmentId, CancellationToken cancellationToken) =>
        (await exchanger.SendAsync(CarrierWire.Read(shipmentId), cancellationToken)).Match(
            answer => answer switch
            {
                { IsSuccess: true } => CarrierAnswers.Reading(answer, shipmentId),
                // In the carrier's own words: a 404 from a wrong address must not pass for proof.
                { Status: (int)HttpStatusCode.NotFound } when answer.Json<CarrierFailure>(CarrierWire.Json) is not null =>
                    new CarrierReading(CarrierStatus.NotFound),
                _ => new CarrierReading(CarrierStatus.Unknown, Unread: answer.Incomprehensible()),
            },
            static meaning => new CarrierReading(CarrierStatus.Unknown, Unread: meaning));

    private async Task<Verdict> SendAsync(
        string operation, HttpRequestMessage request, ShipmentId shipmentId, CancellationToken cancellationToken) =>
        (await exchanger.SendAsync(request, cancellationToken)).Match(
            answer => answer.IsSuccess
                ? Agreed(operation, CarrierAnswers.Reading(answer, shipmentId))
                : CarrierAnswers.Refusal(answer),
            Verdict.Final);

    private static Verdict Agreed(string operation, CarrierReading reading) => Verdict.Final(
        ShipmentTruth.Of(operation, reading) is var truth and not CallResult.NothingHappened
            ? truth
            : new CallResult.Unknown($"The carrier agreed, and left the shipment at {reading.Status}."));

    // While the carrier remembers the key, repeating a booking is the question: only later has one to look first.
    private bool AsksFirst(CallRequest call) =>
        (call.AskFirst && call.Operation != CarrierOperation.Create) || call.KeyMayBeForgotten(time.GetUtcNow());
}
