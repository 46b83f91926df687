using System.Text.Json.Nodes;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Bakery.Contracts;

// As it should be.
[WireName("bakery.bake-bread")]
public sealed record BakeBread(OrderId OrderId) : ICommand, IOrderMessage;

// Also right: version 1 is gone, version 2 is upcast.
[WireName("bakery.wrap-bread", Version = 3, OldestVersion = 2)]
[Upcaster<Kneading>(from: 2)]
public sealed record WrapBread(OrderId OrderId) : ICommand, IOrderMessage;

[WireName("bakery.cool-bread", Version = 3)]
[Upcaster<Kneading>(from: 2)]
[Upcaster<Kneading>(from: 2)]
[Upcaster<Kneading>(from: 3)]
public sealed record CoolBread(OrderId OrderId) : ICommand, IOrderMessage;

internal sealed class Kneading : IUpcaster
{
    public void Upcast(JsonObject payload)
    {
    }
}

[WireName("bakery.bake-bread", Version = 2, OldestVersion = 2)]
public sealed record BakeBreadAgain(OrderId OrderId) : ICommand, IOrderMessage;

[WireName("bakery.bread-baked")]
public record BreadBaked(OrderId OrderId) : IEvent, IOrderMessage;

[WireName("bakery.bread-sold")]
public sealed class BreadSold : IEvent
{
    public string Key => "";
}

public sealed record BreadBurnt(OrderId OrderId) : IEvent, IOrderMessage;

[WireName("kiosk.bread-eaten")]
public sealed record BreadEaten(OrderId OrderId) : IEvent, IOrderMessage;

[WireName("bakery.Bread_Sliced")]
public sealed record BreadSliced(OrderId OrderId) : IEvent, IOrderMessage;
