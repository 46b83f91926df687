using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Carrier;

/// <summary>JSON and answers as they are on the carrier's wire.</summary>
internal static class CarrierJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static Answer Shipment(int status, Shipment shipment) => new(status, Write(ShipmentView.Of(shipment)));

    public static Answer Error(int status, string code, string message) => new(status, Write(new { error = new { code, message } }));

    public static Answer NotFound(string reference) =>
        Error(StatusCodes.Status404NotFound, "not_found", $"No shipment has the reference '{reference}'.");

    internal sealed record ShipmentView(
        string Reference, string OrderId, ShipmentStatus Status, string TrackingNumber, DateTimeOffset UpdatedAt)
    {
        public static ShipmentView Of(Shipment s) => new(s.Reference, s.OrderId, s.Status, s.TrackingNumber, s.UpdatedAt);
    }
}
