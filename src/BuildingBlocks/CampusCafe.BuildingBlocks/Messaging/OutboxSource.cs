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
        string[] stalledKeys = [.. messages.Where(m => m.FailedAttempts > 0).Select(m => m.Key)];

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Set<OutboxDelivery>().Where(d => sequences.Contains(d.Sequence)).ExecuteDeleteAsync(cancellationToken);
        if (stalledKeys.Length > 0)
        {
            await context.Set<OutboxStall>()
                .Where(s => s.Consumer == consumer && stalledKeys.Contains(s.Key))
                .ExecuteDeleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task StallAsync(string consumer, PendingMessage message, string error, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var delays = options.Value;
        var nextAttemptAt = time.GetUtcNow()
            + Backoff.After(message.FailedAttempts + 1, delays.FirstRetryAfter, delays.LongestRetryAfter, delays.Jitter);
        var stall = await context.Set<OutboxStall>().FindAsync([consumer, message.Key], cancellationToken);
        if (stall is null)
        {
            context.Add(new OutboxStall
            {
                Consumer = consumer,
                Key = message.Key,
                MessageId = message.MessageId,
                Attempts = message.FailedAttempts + 1,
                NextAttemptAt = nextAttemptAt,
                LastError = error,
                Errors = message.ErrorsWith(error),
            });
        }
        else
        {
            (stall.MessageId, stall.Attempts) = (message.MessageId, message.FailedAttempts + 1);
            (stall.NextAttemptAt, stall.LastError, stall.Errors) = (nextAttemptAt, error, message.ErrorsWith(error));
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Set<OutboxStall>()
            .Where(s => s.Consumer == consumer)
            .MinAsync(s => (DateTimeOffset?)s.NextAttemptAt, cancellationToken);
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
        var latest = now + options.Value.LongestRetryAfter;
        var deliveries = context.Set<OutboxDelivery>().Where(d => d.Consumer == consumer);
        if (newest is { } bound)
        {
            deliveries = deliveries.Where(d => d.Sequence <= bound);
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
}
