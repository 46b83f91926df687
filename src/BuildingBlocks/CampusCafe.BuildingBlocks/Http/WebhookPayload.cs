using System.Text.Json;

namespace CampusCafe.BuildingBlocks.Http;

public static class WebhookPayload
{
    /// <summary>The string at a path of property names; null where anything on the way is missing or no well-formed text.</summary>
    public static string? TextAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            foreach (var name in path)
            {
                if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // A lone surrogate or invalid UTF-8, in the text or in a name beside it: JSON by its syntax, but no text.
        }
    }
}
