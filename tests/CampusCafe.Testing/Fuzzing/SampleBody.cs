using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>A body that a type could be read from. What a string must look like is guessed by its name; an unknown one is a word.</summary>
internal static class SampleBody
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "aki@example.com",
        ["country"] = "JP",
        ["itemId"] = "cake",
        ["paymentMethod"] = "pm_card_visa",
        ["remedy"] = "refund",
    };

    public static JsonNode Of(Type type, JsonSerializerOptions json) => Of(json.GetTypeInfo(type), json, name: string.Empty)!;

    private static JsonNode? Of(JsonTypeInfo type, JsonSerializerOptions json, string name) => type.Kind switch
    {
        JsonTypeInfoKind.Object => new JsonObject(type.Properties.Select(property =>
            KeyValuePair.Create(property.Name, Of(json.GetTypeInfo(property.PropertyType), json, property.Name)))),
        JsonTypeInfoKind.Enumerable => new JsonArray(Of(json.GetTypeInfo(type.ElementType!), json, name)),
        JsonTypeInfoKind.Dictionary => new JsonObject { ["key"] = Of(json.GetTypeInfo(type.ElementType!), json, name) },
        _ => Scalar(Nullable.GetUnderlyingType(type.Type) ?? type.Type, name),
    };

    private static JsonValue Scalar(Type type, string name) =>
        type == typeof(bool) ? JsonValue.Create(true)
        : type.IsPrimitive || type == typeof(decimal) ? JsonValue.Create(1)
        : JsonValue.Create(Texts.GetValueOrDefault(name, "word"));
}
