namespace CampusCafe.Simulators.Carrier;

/// <summary>A parcel as the carrier knows it: booked, then called back or on its way, then handed over or lost.</summary>
internal sealed class Shipment
{
    public required string Reference { get; init; }

    public required string OrderId { get; init; }

    public required string ShipToJson { get; init; }

    public required string ItemsJson { get; init; }

    public required string TrackingNumber { get; init; }

    public ShipmentStatus Status { get; private set; } = ShipmentStatus.Created;

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it will be handed over by itself; null unless it is on its way.</summary>
    public DateTimeOffset? DeliverAt { get; private set; }

    public void Cancel(DateTimeOffset now) => Become(ShipmentStatus.Cancelled, now);

    public void Dispatch(DateTimeOffset now, TimeSpan deliveredAfter)
    {
        Become(ShipmentStatus.Dispatched, now);
        DeliverAt = now + deliveredAfter;
    }

    public void Deliver(DateTimeOffset now) => Become(ShipmentStatus.Delivered, now);

    public void Lose(DateTimeOffset now) => Become(ShipmentStatus.Lost, now);

    private void Become(ShipmentStatus status, DateTimeOffset now) => (Status, UpdatedAt, DeliverAt) = (status, now, null);
}
