using System.Net;
using System.Text.Json;

namespace CampusCafe.Testing;

internal sealed record Reply(HttpStatusCode Status, string Text, bool Replayed, string? ContentType)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string Id => Json.GetProperty("id").GetString()!;

    public JsonElement Error => Json.GetProperty("error");

    public string? ErrorCode => Error.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? StatusField => Json.GetProperty("status").GetString();
}
