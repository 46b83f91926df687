using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Contracts;
using CampusCafe.UnitTests.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampusCafe.UnitTests.Shipping.Carrier;

/// <summary>A client on a scripted wire, and the carrier's answers.</summary>
internal sealed class CarrierBench
{
    public const string Key = "create-1";
    public const string Tracking = "TRK1";

    public static readonly DateTimeOffset Now = new(2030, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly CarrierShipment Shipment = new(
        new ShipmentId(new Guid("018d0000-0000-7000-8000-000000000001")),
        new OrderId(new Guid("018d0000-0000-7000-8000-000000000002")),
        new ShippingAddress("Ada", "1 College Lane", "Kyoto", "606-8501", "JP"),
        [new ItemQuantity(new ItemId("cake"), new Quantity(2))]);

    public static string Reference => Shipment.ShipmentId.ToString();

    public static string OrderId => Shipment.OrderId.ToString();

    public static string Create => "POST /carrier/shipments";

    public static string Read => $"GET /carrier/shipments/{Reference}";

    public ScriptedHttp Wire { get; } = new();

    private CarrierClient Client => new(Wire.Client, new ManualTime(Now), NullLogger<CarrierClient>.Instance);

    public Task<CallResult> CallAsync(
        string operation, bool askFirst = false, TimeSpan? age = null, CancellationToken? cancellationToken = null) =>
        Client.CallAsync(
            new(Shipment.ShipmentId.Value, Shipment.OrderId, operation, Key, askFirst, age is { } a ? Now - a : null),
            Shipment,
            cancellationToken ?? TestContext.Current.CancellationToken);

    public Task<CarrierReading> ReadAsync() => Client.ReadAsync(Shipment.ShipmentId, TestContext.Current.CancellationToken);

    public static string ShipmentJson(string status, string? reference = null) =>
        $$"""
        {"reference":"{{reference ?? Reference}}","orderId":"{{OrderId}}","status":"{{status}}",
         "trackingNumber":"{{Tracking}}","updatedAt":"2030-01-02T00:00:00Z"}
        """;

    public static string ErrorJson(string code) => $$"""{"error":{"code":"{{code}}","message":"No."} }""";
}
