using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Inventory.Stock;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Inventory;

/// <summary>What is on the shelf, what of it is held for whom, and every change of that.</summary>
public sealed class InventoryModule : IModule
{
    internal const string ModuleName = "inventory";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder) => builder.AddModule<InventoryDbContext>(ModuleName)
        .AddConsumer<InventoryConsumer>("ordering")
        .AddJob<ExpireHolds>("inventory.hold-expiry", "Gives back stock whose hold has outlived its time.", _ => ExpireHolds.Interval)
        .AddSeed<StockSeed>();

    public void Map(IEndpointRouteBuilder routes)
    {
        GetInventoryState.Map(routes);
        RestockItem.Map(routes);
    }
}

internal sealed class InventoryConsumer : IConsumer
{
    public static string Name => InventoryModule.ModuleName;
}
