using CampusCafe.Simulators.Ledger;
using CampusCafe.Simulators.Storage;
using CampusCafe.Simulators.Webhooks;

namespace CampusCafe.Simulators.Carrier;

/// <summary>What a shipment's move leaves behind: the ledger's line and, where the carrier has news, a webhook.</summary>
internal static class CarrierJournal
{
    public const string Create = "create";
    public const string Cancel = "cancel";
    public const string Dispatch = "dispatch";
    public const string Deliver = "deliver";
    public const string Lose = "lose";

    public static void Happened(this SimulatorDb db, Shipment shipment, string operation, string? idempotencyKey, DateTimeOffset now) =>
        db.ShipmentEffects.Add(ShipmentEffect.Of(shipment, operation, idempotencyKey, now));

    /// <summary>Tells the shop where the shipment is now.</summary>
    public static void Tell(this SimulatorDb db, Shipment shipment, DateTimeOffset now)
    {
        var payload = CarrierJson.Write(new
        {
            id = CarrierIds.NewEvent(),
            type = $"shipment.{shipment.Status}".ToLowerInvariant(),
            createdAt = now,
            data = new { shipment.Reference, shipment.OrderId, shipment.Status, shipment.TrackingNumber },
        });
        db.Webhooks.Add(OutgoingWebhook.Of(Faults.FaultTarget.Carrier, shipment.Reference, payload, now));
    }
}
