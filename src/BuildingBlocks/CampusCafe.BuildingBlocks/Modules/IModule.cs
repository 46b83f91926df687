using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.BuildingBlocks.Modules;

/// <summary>What the host knows of a module: it registers itself and maps its routes.</summary>
public interface IModule
{
    /// <summary>The module's name and schema: lower case, stable.</summary>
    string Name { get; }

    void Register(IHostApplicationBuilder builder);

    void Map(IEndpointRouteBuilder routes);
}
