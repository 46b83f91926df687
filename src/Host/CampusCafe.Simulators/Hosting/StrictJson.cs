using System.Text.Json;

namespace CampusCafe.Simulators.Hosting;

/// <summary>A small JSON object that may hold the known fields only. What is wrong is collected, field by field.</summary>
internal sealed class StrictJson
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);

    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public static async Task<StrictJson> ReadAsync(HttpRequest request, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        var json = new StrictJson();
        try
        {
            using var document = await JsonDocument.ParseAsync(
                request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken);
            json.Take(document.RootElement, known);
        }
        catch (JsonException)
        {
            json.Refuse("body", "The body must be a JSON object without duplicate fields.");
        }

        return json;
    }

    public JsonElement? Field(string name) => fields.TryGetValue(name, out var value) ? value : null;

    /// <summary>The field's text; empty when it is missing or not a string, which no known name is.</summary>
    public string Text(string name) => Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : string.Empty;

    public void Refuse(string field, string sentence) => Errors.TryAdd(field, [sentence]);

    private void Take(JsonElement root, IReadOnlyList<string> known)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            Refuse("body", "The body must be a JSON object.");
            return;
        }

        foreach (var property in root.EnumerateObject())
        {
            if (known.Contains(property.Name))
            {
                fields[property.Name] = property.Value.Clone();
            }
            else
            {
                Refuse(property.Name, $"{property.Name} is not a known field; known are: {string.Join(", ", known)}.");
            }
        }
    }
}
