using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>For what a person or a clock asks of an aggregate that messages change too: lose a race, look again, decide again.</summary>
public static partial class RetryOnConflict
{
    /// <summary>10: the rivals are short, and each of them got on.</summary>
    private const int MaxAttempts = 10;

    /// <summary>Loads, decides and saves in one transaction of a scope of its own; repeated afresh when somebody else was quicker.</summary>
    public static async Task<T> InTransactionAsync<TContext, T>(
        this IServiceScopeFactory scopes, Func<IServiceProvider, TContext, Task<T>> decide, CancellationToken cancellationToken)
        where TContext : ModuleDbContext
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var context = scope.ServiceProvider.GetRequiredService<TContext>();
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                var decision = await decide(scope.ServiceProvider, context);
                await context.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return decision;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                // Someone else changed it between our read and our save: decide again on what is true now.
            }
        }
    }

    /// <summary>The same for each of several, one by one: one that fails is logged and holds up no other. An outage of the database ends the whole.</summary>
    /// <param name="scopes">Where each gets a scope of its own.</param>
    /// <param name="keys">What to work on; says in the log which one failed.</param>
    /// <param name="decide">Loads, decides and doesn't save.</param>
    /// <param name="logger">Told of failures.</param>
    /// <param name="cancellationToken">Ends the whole.</param>
    public static async Task EachInTransactionAsync<TContext, TKey>(
        this IServiceScopeFactory scopes,
        IEnumerable<TKey> keys,
        Func<IServiceProvider, TContext, TKey, Task> decide,
        ILogger logger,
        CancellationToken cancellationToken)
        where TContext : ModuleDbContext
        where TKey : notnull
    {
        await using var outer = scopes.CreateAsyncScope();
        var outages = outer.ServiceProvider.GetRequiredService<OutageLog>();
        foreach (var key in keys)
        {
            try
            {
                await scopes.InTransactionAsync<TContext, bool>(
                    async (services, context) =>
                    {
                        await decide(services, context, key);
                        return true;
                    },
                    cancellationToken);
            }
#pragma warning disable CA1031 // A boundary like the relay's: what one row makes fail must not stop all rows behind it.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
#pragma warning restore CA1031
            {
                LogFailed(logger, key.ToString(), typeof(TContext).Name, exception);
            }
        }
    }

    [LoggerMessage(1401, LogLevel.Error, "Work on {Key} in {Context} failed; it is tried again at the next run.")]
    private static partial void LogFailed(ILogger logger, string? key, string context, Exception exception);
}
