using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Shipping.Carrier;

internal enum CarrierStatus
{
    /// <summary>Could not be read, or is none that we know.</summary>
    Unknown,
    NotFound,
    Created,
    Cancelled,
    Dispatched,
    Delivered,
    Lost,
}

/// <summary>What the carrier says of a shipment.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="TrackingNumber">The carrier's; null without a shipment.</param>
/// <param name="Unread">Why the status is unknown: <see cref="CallResult.Unknown"/> or <see cref="CallResult.NotSent"/>; else null.</param>
internal sealed record CarrierReading(CarrierStatus Status, string? TrackingNumber = null, CallResult? Unread = null)
{
    /// <summary>Whether the goods are out of the house, wherever they are now.</summary>
    public bool HasLeft => Status is CarrierStatus.Dispatched or CarrierStatus.Delivered or CarrierStatus.Lost;
}
