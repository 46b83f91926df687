using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.BuildingBlocks.Modules;

public static class ModuleRegistration
{
    /// <summary>Registers a module that has a schema; what it returns takes the module's parts.</summary>
    public static ModuleBuilder<TContext> AddModule<TContext>(this IHostApplicationBuilder builder, string module)
        where TContext : ModuleDbContext =>
        new(builder, module);
}
