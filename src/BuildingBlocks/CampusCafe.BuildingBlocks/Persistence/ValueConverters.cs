using CampusCafe.BuildingBlocks.Contracts;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>A typed id is stored as its bare uuid.</summary>
public sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => FromGuid(value))
    where TId : struct, ITypedId<TId>
{
    // An expression tree can't call a static abstract member.
    private static TId FromGuid(Guid value) => TId.From(value);
}

internal sealed class ItemIdConverter() : ValueConverter<ItemId, string>(id => id.Value, value => new ItemId(value));

internal sealed class QuantityConverter() : ValueConverter<Quantity, int>(quantity => quantity.Value, value => new Quantity(value));

/// <summary>
/// All times are stored as UTC without an offset: every database can compare and order them, SQLite included.
/// </summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTime>(at => at.UtcDateTime, utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
