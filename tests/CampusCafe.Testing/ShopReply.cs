using System.Net;
using System.Text.Json;

namespace CampusCafe.Testing;

internal sealed record ShopReply(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string OrderId => Json.GetProperty("orderId").GetString()!;

    public static async Task<ShopReply> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(CancellationToken.None),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
}

internal static class JsonPaths
{
    /// <summary>The string at a dotted path; null when it is null or not there.</summary>
    public static string? Text(this JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
    }
}
