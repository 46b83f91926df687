using System.Text.Json.Serialization;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Shipping.Contracts;

/// <summary>The id under which people and the carrier find a shipment: it is the carrier's reference too.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ShipmentId>))]
public readonly record struct ShipmentId(Guid Value) : ITypedId<ShipmentId>
{
    public static ShipmentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where an order's shipment stands; null when Shipping has not heard of it.</summary>
public sealed record GetOrderShipment(OrderId OrderId) : IQuery<OrderShipment?>;

/// <param name="ShipmentId">The shipment.</param>
/// <param name="Status">none, creating, created, dispatching, dispatched, delivered, cancelled, rejected, lost or unknown.</param>
/// <param name="TrackingNumber">The carrier's; null until it has answered.</param>
public sealed record OrderShipment(ShipmentId ShipmentId, string Status, string? TrackingNumber);

/// <summary>Which order a shipment is for; null when there is no such shipment.</summary>
public sealed record FindOrderOfShipment(ShipmentId ShipmentId) : IQuery<OrderId?>;
