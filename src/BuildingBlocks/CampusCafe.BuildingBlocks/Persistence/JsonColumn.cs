using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusCafe.BuildingBlocks.Persistence;

public static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Keeps an immutable value in one JSON column: for what is read and written only with its owner.
    /// Changes are found by reference, so replace the value, never change it in place.
    /// </summary>
    public static PropertyBuilder<T> HasJsonConversion<T>(this PropertyBuilder<T> property)
        where T : class? =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            json => JsonSerializer.Deserialize<T>(json, Options)!,
            new ValueComparer<T>(
                (left, right) => ReferenceEquals(left, right),
                value => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
                value => value));
}
