using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

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
            var speaking = Speaking(context.ChangeTracker);
            if (speaking.Count == 0)
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

    /// <summary>
    /// Without looking for changes, which nobody here asks about: that costs more the more a batch has read, and this is called
    /// for each of its messages.
    /// </summary>
    private static IReadOnlyList<AggregateRoot> Speaking(ChangeTracker tracker)
    {
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. tracker.Entries<AggregateRoot>().Select(e => e.Entity).Where(a => a.HasSomethingToSay)];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }

    private static async Task PublishDomainEventsAsync(ModuleDbContext context, AggregateRoot aggregate, CancellationToken cancellationToken)
    {
        foreach (var domainEvent in aggregate.TakeDomainEvents())
        {
            await context.GetService<IMediator>().Publish(domainEvent, cancellationToken);
        }
    }

    private static void BumpVersions(ModuleDbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<AggregateRoot>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.Version++;
            }
        }
    }
}
