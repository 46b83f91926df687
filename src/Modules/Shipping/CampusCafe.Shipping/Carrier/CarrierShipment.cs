using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Shipping.Contracts;

namespace CampusCafe.Shipping.Carrier;

/// <summary>What the carrier has to be told about a shipment.</summary>
/// <param name="ShipmentId">The carrier's reference: by it a booking is found whose answer never reached us.</param>
/// <param name="OrderId">For people.</param>
/// <param name="ShipTo">Where to.</param>
/// <param name="Items">What is in the parcel.</param>
internal sealed record CarrierShipment(
    ShipmentId ShipmentId, OrderId OrderId, ShippingAddress ShipTo, IReadOnlyList<ItemQuantity> Items);

/// <summary>The operations that the carrier knows, as stored with an attempt.</summary>
internal static class CarrierOperation
{
    public const string Create = "create";
    public const string Cancel = "cancel";
    public const string Dispatch = "dispatch";
}

/// <summary>Codes of refusals that decide how things go on; others are the carrier's too.</summary>
internal static class CarrierRefusal
{
    public const string AddressNotServed = "address_not_served";

    /// <summary>Too late to cancel: the goods have left.</summary>
    public const string AlreadyDispatched = "already_dispatched";

    /// <summary>Nothing will leave any more.</summary>
    public const string ShipmentCancelled = "shipment_cancelled";
}
