using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>
/// An id that can't be mistaken for another kind of id. Made by <see cref="Guid.CreateVersion7(DateTimeOffset)"/>,
/// but never ordered by: within a millisecond its values don't ascend.
/// </summary>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Writes a typed id as its bare uuid.</summary>
public sealed class TypedIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, ITypedId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TId.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
