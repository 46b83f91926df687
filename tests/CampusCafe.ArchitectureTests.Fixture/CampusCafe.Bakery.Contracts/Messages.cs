using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Bakery.Contracts;

// As it should be.
[WireName("bakery.bake-bread")]
public sealed record BakeBread(OrderId OrderId) : ICommand, IOrderMessage;

// A second version beside the first is right too.
[WireName("bakery.bake-bread", Version = 2)]
public sealed record BakeBreadSlowly(OrderId OrderId) : ICommand, IOrderMessage;

[WireName("bakery.bake-bread")]
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
