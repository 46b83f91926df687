using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Operations.Timelines;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations;

/// <summary>For people who look after the shop: reads and asks, never decides. Has no tables of its own.</summary>
public sealed class OperationsModule : IModule
{
    public string Name => "operations";

    public void Register(IHostApplicationBuilder builder)
    {
    }

    public void Map(IEndpointRouteBuilder routes) => GetTimeline.Map(routes);
}
