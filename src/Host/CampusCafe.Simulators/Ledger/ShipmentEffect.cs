using CampusCafe.Simulators.Carrier;

namespace CampusCafe.Simulators.Ledger;

/// <summary>Goods that really were booked, called back, sent, handed over or lost. Append-only.</summary>
internal sealed class ShipmentEffect
{
    public long Sequence { get; private set; }

    public required string Reference { get; init; }

    public required string OrderId { get; init; }

    public required string Operation { get; init; }

    public required string ItemsJson { get; init; }

    /// <summary>Null when the carrier acted by itself.</summary>
    public required string? IdempotencyKey { get; init; }

    public required DateTimeOffset At { get; init; }

    public static ShipmentEffect Of(Shipment shipment, string operation, string? idempotencyKey, DateTimeOffset now) => new()
    {
        Reference = shipment.Reference,
        OrderId = shipment.OrderId,
        Operation = operation,
        ItemsJson = shipment.ItemsJson,
        IdempotencyKey = idempotencyKey,
        At = now,
    };
}
