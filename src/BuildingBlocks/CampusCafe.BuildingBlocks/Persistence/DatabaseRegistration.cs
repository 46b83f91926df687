using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

internal static class DatabaseRegistration
{
    public static void AddModuleDatabase<TContext>(this IServiceCollection services, string module)
        where TContext : ModuleDbContext
    {
        services.AddDbContext<TContext>((provider, options) =>
        {
            provider.GetRequiredService<IDatabase>().Configure(options, module);
            options.AddInterceptors(
                provider.GetRequiredService<UnitOfWorkInterceptor>(), provider.GetRequiredService<AfterCommitInterceptor>());
        });
        services.AddSingleton(new ModuleDatabase(module, typeof(TContext)));
    }
}

/// <summary>One module's schema, for what goes over all of them: migrations, health, listings.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="ContextType">A <see cref="ModuleDbContext"/>.</param>
public sealed record ModuleDatabase(string Module, Type ContextType)
{
    public ModuleDbContext Resolve(IServiceProvider scope) => (ModuleDbContext)scope.GetRequiredService(ContextType);
}
