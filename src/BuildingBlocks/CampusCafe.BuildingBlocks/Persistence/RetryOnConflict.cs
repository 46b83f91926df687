using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>For what a person or a clock asks of an aggregate that messages change too: lose a race, look again, decide again.</summary>
public static class RetryOnConflict
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
}
