using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <inheritdoc cref="IOutboxSource"/>
internal sealed class OutboxSource<TContext>(
    string module, IDatabase database, IServiceScopeFactory scopes, IOptions<MessagingOptions> options, TimeProvider time) : IOutboxSource
    where TContext : ModuleDbContext
{
    /// <summary>Wire names that came by and that only a newer program can read.</summary>
    private readonly ConcurrentDictionary<string, bool> newer = new();

    public string Module => module;

    public async Task<bool> HasPendingAsync(string consumer, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Due(scope.ServiceProvider.GetRequiredService<TContext>(), consumer).AnyAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<PendingMessage>> ReadAsync(string consumer, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        return database.ReadsSnapshots
            ? await Due(context, consumer).Take(limit).ToListAsync(cancellationToken)
            : await ReadBoundedAsync(context, consumer, limit, cancellationToken);
    }

    public async Task DeleteAsync(string consumer, IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken)
    {
        long[] sequences = [.. messages.Select(m => m.DeliverySequence)];
        string[] keys = [.. messages.Select(m => m.Key)];

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Set<OutboxDelivery>().Where(d => sequences.Contains(d.Sequence)).ExecuteDeleteAsync(cancellationToken);
        // Also where none was when they were read: another host may have stalled one since.
        await context.Set<OutboxStall>().Where(s => s.Consumer == consumer && keys.Contains(s.Key)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StallAsync(string consumer, PendingMessage message, string error, CancellationToken cancellationToken)
    {
        var attempts = message.FailedAttempts + 1;
        var nextAttemptAt = time.GetUtcNow() + options.Value.RetryOf(consumer).DelayAfter(attempts);
        return StallAsync(consumer, message, attempts, nextAttemptAt, error, message.ErrorsWith(error), cancellationToken);
    }

    public Task LeaveToNewerAsync(string consumer, PendingMessage message, string reason, CancellationToken cancellationToken)
    {
        newer.TryAdd(message.Type, true);
        return StallAsync(
            consumer, message, message.FailedAttempts, nextAttemptAt: message.OccurredAt, reason, message.Errors ?? [], cancellationToken);
    }

    private async Task StallAsync(
        string consumer,
        PendingMessage message,
        int attempts,
        DateTimeOffset nextAttemptAt,
        string lastError,
        IReadOnlyList<string> errors,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Locks the delivery against its deletion: a stall that outlived its message would hold up the key for nothing.
        if (await context.Set<OutboxDelivery>().Where(d => d.Sequence == message.DeliverySequence)
            .ExecuteUpdateAsync(delivery => delivery.SetProperty(d => d.Key, d => d.Key), cancellationToken) == 0)
        {
            return;
        }

        var stall = await context.Set<OutboxStall>().FindAsync([consumer, message.Key], cancellationToken);
        if (stall is null)
        {
            context.Add(new OutboxStall
            {
                Consumer = consumer,
                Key = message.Key,
                MessageId = message.MessageId,
                Attempts = attempts,
                NextAttemptAt = nextAttemptAt,
                LastError = lastError,
                Errors = errors,
            });
        }
        else
        {
            (stall.MessageId, stall.Attempts) = (message.MessageId, attempts);
            (stall.NextAttemptAt, stall.LastError, stall.Errors) = (nextAttemptAt, lastError, errors);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var stalls = context.Set<OutboxStall>().Where(s => s.Consumer == consumer);
        if (!newer.IsEmpty)
        {
            var left = KeysLeftToNewer(context, consumer);
            stalls = stalls.Where(s => !left.Contains(s.Key));
        }

        return await stalls.MinAsync(s => (DateTimeOffset?)s.NextAttemptAt, cancellationToken);
    }

    /// <summary>
    /// Nothing that is newer than the reading. An earlier one of the same key was in its place before a later one got its
    /// number: so before the scan begins, which doesn't pass it over.
    /// </summary>
    private async Task<IReadOnlyList<PendingMessage>> ReadBoundedAsync(TContext context, string consumer, int limit, CancellationToken cancellationToken)
    {
        var newest = await context.Set<OutboxDelivery>().Where(d => d.Consumer == consumer).MaxAsync(d => (long?)d.Sequence, cancellationToken);
        return newest is { } bound ? await Due(context, consumer, bound).Take(limit).ToListAsync(cancellationToken) : [];
    }

    private IQueryable<PendingMessage> Due(TContext context, string consumer, long? newest = null)
    {
        var now = time.GetUtcNow();
        // No attempt is put off for longer: what lies further ahead was written by a clock that was wrong.
        var latest = now + options.Value.RetryOf(consumer).LongestRetryAfter;
        var deliveries = context.Set<OutboxDelivery>().Where(d => d.Consumer == consumer);
        if (newest is { } bound)
        {
            deliveries = deliveries.Where(d => d.Sequence <= bound);
        }

        if (!newer.IsEmpty)
        {
            var left = KeysLeftToNewer(context, consumer);
            deliveries = deliveries.Where(d => !left.Contains(d.Key));
        }

        return
            from delivery in deliveries
            join message in context.Set<OutboxMessage>() on delivery.MessageId equals message.Id
            from stall in context.Set<OutboxStall>().Where(s => s.Consumer == delivery.Consumer && s.Key == delivery.Key).DefaultIfEmpty()
            where stall == null || stall.NextAttemptAt <= now || stall.NextAttemptAt > latest
            orderby delivery.Sequence
            select new PendingMessage(
                module,
                delivery.Sequence,
                message.Id,
                delivery.Key,
                message.Type,
                message.Payload,
                message.CorrelationId,
                message.CausationId,
                message.TraceParent,
                message.OccurredAt,
                stall == null ? 0 : stall.Attempts,
                stall!.Errors);
    }

    /// <summary>Whatever their time: only a host that can read what they wait for may go on with them.</summary>
    private IQueryable<string> KeysLeftToNewer(TContext context, string consumer)
    {
        string[] types = [.. newer.Keys];
        return
            from stall in context.Set<OutboxStall>()
            where stall.Consumer == consumer
            join message in context.Set<OutboxMessage>() on stall.MessageId equals message.Id
            where types.Contains(message.Type)
            select stall.Key;
    }
}
