using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

public static class DatabaseRegistration
{
    /// <summary>A schema that is prepared with the others.</summary>
    public static void AddSchema<TContext>(this IServiceCollection services, string schema)
        where TContext : SchemaDbContext =>
        services.AddSchema<TContext>(schema, (_, _) => { }, (_, _) => { });

    internal static void AddModuleDatabase<TContext>(this IServiceCollection services, string module)
        where TContext : ModuleDbContext
    {
        services.AddSchema<TContext>(
            module,
            (provider, options) => options.AddInterceptors(
                provider.GetRequiredService<UnitOfWorkInterceptor>(), provider.GetRequiredService<AfterCommitInterceptor>()),
            (scope, context) => context.BeginIn(scope));
        services.AddSingleton(new ModuleDatabase(module, typeof(TContext)));
    }

    /// <summary>
    /// One set of options for all contexts: to make it anew for each costs more than a context. Contexts aren't pooled: one whose
    /// connection could not be closed in order (a transaction that never began) must end with its unit of work.
    /// </summary>
    private static void AddSchema<TContext>(
        this IServiceCollection services, string schema, Action<IServiceProvider, DbContextOptionsBuilder> configure, Action<IServiceProvider, TContext> begin)
        where TContext : SchemaDbContext
    {
        services.AddScoped(scope =>
        {
            var context = scope.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
            begin(scope, context);
            return context;
        });
        services.AddDbContextFactory<TContext>((provider, options) =>
        {
            provider.GetRequiredService<IDatabase>().Configure(options, schema);
            configure(provider, options);
            // What fails is thrown, and logged once by whoever catches it: with the route, the job or the message.
            options.ConfigureWarnings(warnings => warnings.Log(
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (RelationalEventId.TransactionError, LogLevel.Debug)));
        });
        services.AddSingleton(new SchemaDatabase(schema, typeof(TContext)));
    }
}

/// <summary>One schema, for what prepares them all.</summary>
/// <param name="Schema">Its name.</param>
/// <param name="ContextType">A <see cref="SchemaDbContext"/>.</param>
public sealed record SchemaDatabase(string Schema, Type ContextType)
{
    public SchemaDbContext Resolve(IServiceProvider scope) => (SchemaDbContext)scope.GetRequiredService(ContextType);
}

/// <summary>One module's schema with its messages, for what goes over all of them: health, backlog, listings.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="ContextType">A <see cref="ModuleDbContext"/>.</param>
public sealed record ModuleDatabase(string Module, Type ContextType)
{
    public ModuleDbContext Resolve(IServiceProvider scope) => (ModuleDbContext)scope.GetRequiredService(ContextType);
}
