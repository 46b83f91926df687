using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Before every save: domain events are handled in-process, messages become outbox rows, requested calls become
/// intents, and every changed aggregate's version goes up. All of it is part of the save's one transaction.
/// </summary>
internal sealed class UnitOfWorkInterceptor(OutboxWriter outbox) : SaveChangesInterceptor
{
    /// <summary>10: a chain of domain events this long is a loop.</summary>
    private const int MaxRounds = 10;

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ModuleDbContext context)
        {
            await CollectAsync(context, cancellationToken);
            BumpVersions(context);
        }

        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        (eventData.Context as ModuleDbContext)?.Saved();
        return ValueTask.FromResult(result);
    }

    /// <summary>
    /// Turns what the aggregates have said so far into rows. The relay calls it after each message of a batch, so that
    /// every outbox row names the message that caused it.
    /// </summary>
    public async Task CollectAsync(ModuleDbContext context, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            AggregateRoot[] speaking = [.. context.Aggregates.Where(aggregate => aggregate.HasSomethingToSay)];
            if (speaking.Length == 0)
            {
                return;
            }

            foreach (var aggregate in speaking)
            {
                await PublishDomainEventsAsync(context, aggregate, cancellationToken);
                await outbox.WriteAsync(context, aggregate, cancellationToken);
            }
        }

        throw new InvalidOperationException($"Domain events still raise domain events after {MaxRounds} rounds.");
    }

    private static async Task PublishDomainEventsAsync(ModuleDbContext context, AggregateRoot aggregate, CancellationToken cancellationToken)
    {
        foreach (var domainEvent in aggregate.TakeDomainEvents())
        {
            await context.Scope.GetRequiredService<IMediator>().Publish(domainEvent, cancellationToken);
        }
    }

    private static void BumpVersions(ModuleDbContext context)
    {
        // Each by itself: the save looks for changes in all that is tracked, and needn't do so twice.
        foreach (var aggregate in context.Aggregates)
        {
            if (context.Entry(aggregate).State is EntityState.Added or EntityState.Modified)
            {
                aggregate.Version++;
            }
        }
    }
}
