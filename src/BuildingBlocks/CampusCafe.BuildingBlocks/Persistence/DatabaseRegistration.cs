using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

            // A client who goes just before the commit cancels it: no error. What else a commit fails with is thrown, and logged where it ends up.
            options.ConfigureWarnings(warnings => warnings.Log((RelationalEventId.TransactionError, LogLevel.Information)));
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
