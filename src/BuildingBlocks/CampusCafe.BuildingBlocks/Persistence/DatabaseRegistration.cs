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
            // What fails is thrown, and logged once by whoever catches it: with the route, the job or the message.
            options.ConfigureWarnings(warnings => warnings.Log(
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug)));
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
