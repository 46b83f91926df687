using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Keys;
using CampusCafe.Operations.Persistence;
using CampusCafe.Operations.Timelines;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations;

/// <summary>For people who look after the shop: reads and asks, never decides. Says and hears nothing, so its schema has no messages.</summary>
public sealed class OperationsModule : IModule
{
    internal const string ModuleName = "operations";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddSchema<OperationsDbContext>(ModuleName);
        builder.Services.AddKeyRing();
    }

    public void Map(IEndpointRouteBuilder routes) => GetTimeline.Map(routes);
}
