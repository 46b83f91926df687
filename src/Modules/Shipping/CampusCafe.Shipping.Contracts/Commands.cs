using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Shipping.Contracts;

/// <summary>Where the parcel goes.</summary>
/// <param name="Recipient">Name on the parcel.</param>
/// <param name="Line1">Street and number.</param>
/// <param name="City">City.</param>
/// <param name="PostalCode">As the country writes it.</param>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
public sealed record ShippingAddress(string Recipient, string Line1, string City, string PostalCode, string Country);

/// <summary>Book a shipment with the carrier. Answered by <see cref="ShipmentCreated"/> or <see cref="ShipmentRejected"/>.</summary>
/// <param name="OrderId">The order; it has at most one shipment.</param>
/// <param name="ShipTo">Where to.</param>
/// <param name="Items">What is in the parcel.</param>
[WireName("shipping.create-shipment")]
public sealed record CreateShipment(OrderId OrderId, ShippingAddress ShipTo, IReadOnlyList<ItemQuantity> Items) : ICommand, IOrderMessage;

/// <summary>Hand the goods over. Answered by <see cref="ShipmentDispatched"/> or <see cref="DispatchRefused"/>.</summary>
[WireName("shipping.dispatch-shipment")]
public sealed record DispatchShipment(OrderId OrderId) : ICommand, IOrderMessage;

/// <summary>Undo, at any time. Answered by <see cref="ShipmentCancelled"/>, or <see cref="CancelTooLate"/> once the goods have left.</summary>
[WireName("shipping.cancel-shipment")]
public sealed record CancelShipment(OrderId OrderId) : ICommand, IOrderMessage;
