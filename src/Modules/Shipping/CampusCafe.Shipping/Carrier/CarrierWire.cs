using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Shipping.Contracts;

namespace CampusCafe.Shipping.Carrier;

/// <summary>The carrier's requests and answers, letter by letter. Routes are relative to the configured address.</summary>
internal static class CarrierWire
{
    private const string Shipments = "carrier/shipments";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Half an answer is none.
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static HttpRequestMessage Create(string idempotencyKey, CarrierShipment shipment) => Post(
        Shipments,
        idempotencyKey,
        JsonContent.Create(new Booking(shipment.ShipmentId, shipment.OrderId, shipment.ShipTo, shipment.Items), options: Json));

    public static HttpRequestMessage Cancel(string idempotencyKey, CarrierShipment shipment) =>
        Post($"{Shipments}/{shipment.ShipmentId}/cancel", idempotencyKey);

    public static HttpRequestMessage Dispatch(string idempotencyKey, CarrierShipment shipment) =>
        Post($"{Shipments}/{shipment.ShipmentId}/dispatch", idempotencyKey);

    public static HttpRequestMessage Read(ShipmentId shipmentId) =>
        new(HttpMethod.Get, new Uri($"{Shipments}/{shipmentId}", UriKind.Relative));

    private static HttpRequestMessage Post(string route, string idempotencyKey, HttpContent? body = null) =>
        new(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = body,
            Headers = { { "Idempotency-Key", idempotencyKey } },
        };

    private sealed record Booking(ShipmentId Reference, OrderId OrderId, ShippingAddress ShipTo, IReadOnlyList<ItemQuantity> Items);
}

/// <summary>The shipment as the carrier shows it; whatever else there is goes unread.</summary>
internal sealed record CarrierView(ShipmentId Reference, string Status, string? TrackingNumber = null);

internal sealed record CarrierFailure(CarrierError Error);

internal sealed record CarrierError(string Code, string Message);
