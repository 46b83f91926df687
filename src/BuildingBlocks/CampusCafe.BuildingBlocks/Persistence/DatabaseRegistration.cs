using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

public static class DatabaseRegistration
{
    /// <summary>A schema that is prepared with the others.</summary>
    public static void AddSchema<TContext>(this IServiceCollection services, string schema)
        where TContext : SchemaDbContext
    {
        services.AddDbContext<TContext>((provider, options) => options.UseSchema(provider, schema), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddSingleton(new SchemaDatabase(schema, typeof(TContext)));
    }

    /// <summary>Contexts are pooled: to make one, with its options and services, would be a third of what a message costs the process.</summary>
    internal static void AddModuleDatabase<TContext>(this IServiceCollection services, string module)
        where TContext : ModuleDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) => options
            .UseSchema(provider, module)
            .AddInterceptors(provider.GetRequiredService<UnitOfWorkInterceptor>(), provider.GetRequiredService<AfterCommitInterceptor>()));
        services.AddScoped(scope =>
        {
            var context = scope.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
            context.BeginIn(scope);
            return context;
        });
        services.AddSingleton(new SchemaDatabase(module, typeof(TContext)));
        services.AddSingleton(new ModuleDatabase(module, typeof(TContext)));
    }

    private static DbContextOptionsBuilder UseSchema(this DbContextOptionsBuilder options, IServiceProvider provider, string schema)
    {
        provider.GetRequiredService<IDatabase>().Configure(options, schema);
        // What fails is thrown, and logged once by whoever catches it: with the route, the job or the message.
        return options.ConfigureWarnings(warnings => warnings.Log(
            (CoreEventId.SaveChangesFailed, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug)));
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
