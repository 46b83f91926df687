using System.Text.Json;

namespace CampusCafe.Simulators.Carrier;

internal sealed record ShipmentItem(string ItemId, int Quantity)
{
    public static IReadOnlyList<ShipmentItem> FromJson(string json) =>
        JsonSerializer.Deserialize<List<ShipmentItem>>(json, JsonSerializerOptions.Web)!;

    public static string ToJson(IReadOnlyList<ShipmentItem> items) => JsonSerializer.Serialize(items, JsonSerializerOptions.Web);
}
