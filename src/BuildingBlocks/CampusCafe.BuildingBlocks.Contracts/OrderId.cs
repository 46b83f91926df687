using System.Text.Json.Serialization;

namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>The one id that all modules share: each files its part of an order under it.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<OrderId>))]
public readonly record struct OrderId(Guid Value) : ITypedId<OrderId>
{
    public static OrderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
