using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Shipping.Contracts;

/// <summary>The carrier has booked the parcel.</summary>
[WireName("shipping.shipment-created")]
public sealed record ShipmentCreated(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The carrier won't take the parcel, or the order's shipment was cancelled before.</summary>
[WireName("shipping.shipment-rejected")]
public sealed record ShipmentRejected(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>The goods have left, whether we asked for it or the carrier acted alone.</summary>
[WireName("shipping.shipment-dispatched")]
public sealed record ShipmentDispatched(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>Proof that nothing left.</summary>
[WireName("shipping.dispatch-refused")]
public sealed record DispatchRefused(OrderId OrderId, string Reason) : IEvent, IOrderMessage;

/// <summary>The parcel won't leave.</summary>
[WireName("shipping.shipment-cancelled")]
public sealed record ShipmentCancelled(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The goods have left and can't be called back.</summary>
[WireName("shipping.cancel-too-late")]
public sealed record CancelTooLate(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The customer has the goods.</summary>
[WireName("shipping.shipment-delivered")]
public sealed record ShipmentDelivered(OrderId OrderId) : IEvent, IOrderMessage;

/// <summary>The carrier has lost the parcel.</summary>
[WireName("shipping.shipment-lost")]
public sealed record ShipmentLost(OrderId OrderId) : IEvent, IOrderMessage;
