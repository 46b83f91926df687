using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>What the menu, the shelf and the parcel call a thing: <c>cake</c>. Case doesn't matter; kept in lower case.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct ItemId
{
    /// <summary>Longest allowed, in characters.</summary>
    public const int MaxLength = 64;

    public ItemId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxLength);
        Value = value.ToLowerInvariant();
    }

    public string Value { get; }

    public override string ToString() => Value;

    private sealed class Converter : JsonConverter<ItemId>
    {
        public override ItemId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("An item id is a string."));

        public override void Write(Utf8JsonWriter writer, ItemId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
