using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <inheritdoc cref="IOutboxSource"/>
internal sealed class OutboxSource<TContext>(
    string module, IDatabase database, IServiceScopeFactory scopes, IOptions<MessagingOptions> options, TimeProvider time) : IOutboxSource
    where TContext : ModuleDbContext
{
    /// <summary>1000: the transaction stays short, and no database locks the whole table for it.</summary>
    private const int MaxForgotten = 1000;

    /// <summary>Wire names that came by and that only a newer program can read.</summary>
    private readonly ConcurrentDictionary<string, bool> unreadable = new();

    public string Module => module;

    /// <summary>The name of the consumer's relay, if there is something new, and if there is something due.</summary>
    public IQueryable<string> Wanted(TContext context, string consumer)
    {
        var relay = JobNames.RelayOf(consumer);
        return New(context, consumer).Take(1).Select(_ => relay)
            .Concat(Due(context, consumer).OrderBy(stall => stall.NextAttemptAt).Take(1).Select(_ => relay));
    }

    public Task<IReadOnlyList<PendingMessage>> ReadNewAsync(string consumer, int limit, CancellationToken cancellationToken) =>
        InAsync<IReadOnlyList<PendingMessage>>(async context =>
        {
            var deliveries = New(context, consumer);
            if (!database.ReadsSnapshots)
            {
                // Nothing that is newer than the reading. An earlier one of the same key was in its place before a later
                // one got its number: so before the scan begins, which doesn't pass it over.
                var newest = await context.Set<OutboxDelivery>().Where(d => d.Consumer == consumer).MaxAsync(d => (long?)d.Sequence, cancellationToken) ?? 0;
                deliveries = deliveries.Where(d => d.Sequence <= newest);
            }

            return await Pending(context, deliveries).Take(limit).ToListAsync(cancellationToken);
        });

    public Task<DueStalls> ReadStalledAsync(string consumer, int limit, CancellationToken cancellationToken) =>
        InAsync(async context =>
        {
            var due = await Due(context, consumer).OrderBy(stall => stall.NextAttemptAt).Take(limit).AsNoTracking().ToListAsync(cancellationToken);
            if (due.Count == 0)
            {
                return new DueStalls([], HasOrphans: false);
            }

            long[] sequences = [.. due.Select(stall => stall.DeliverySequence)];
            var pending = await Pending(context, context.Set<OutboxDelivery>().Where(d => sequences.Contains(d.Sequence))).ToListAsync(cancellationToken);
            Guid[] misplaced = [.. due.Select(stall => stall.MessageId).Except(pending.Select(message => message.MessageId))];
            if (misplaced.Length > 0)
            {
                // An older program didn't note the place, or somebody has written the delivery once more.
                var deliveries = context.Set<OutboxDelivery>().Where(d => d.Consumer == consumer && misplaced.Contains(d.MessageId));
                pending.AddRange(await Pending(context, deliveries).ToListAsync(cancellationToken));
            }

            var stalls = due.ToDictionary(stall => stall.MessageId);
            var messages = pending.Select(message => message with
            {
                FailedAttempts = stalls[message.MessageId].Attempts,
                Errors = stalls[message.MessageId].Errors,
            });
            return new DueStalls([.. messages], HasOrphans: pending.Count < due.Count);
        });

    public async Task<bool> ForgetOrphansAsync(string consumer, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var deliveries = context.Set<OutboxDelivery>();
        var forgotten = await context.Set<OutboxStall>()
            .Where(stall => stall.Consumer == consumer && !deliveries.Any(d => d.Consumer == stall.Consumer && d.MessageId == stall.MessageId))
            .OrderBy(stall => stall.NextAttemptAt)
            .Take(MaxForgotten)
            .ExecuteDeleteAsync(cancellationToken);
        if (forgotten > 0)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return forgotten > 0;
    }

    public async Task EndAsync(
        string consumer,
        IReadOnlyCollection<PendingMessage> done,
        IReadOnlyCollection<FailedMessage> failed,
        IReadOnlyCollection<PendingMessage> newer,
        CancellationToken cancellationToken)
    {
        foreach (var message in newer)
        {
            unreadable.TryAdd(message.Type, true);
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (now, retry) = (time.GetUtcNow(), options.Value.RetryOf(consumer));
        var stalls = await StandingAsync(
            context,
            [
                .. failed.Select(failure => OutboxStall.After(failure, consumer, now + retry.DelayAfter(failure.Attempts))),
                .. newer.Select(message => OutboxStall.ForNewer(message, consumer)),
            ],
            cancellationToken);

        if (done.Count > 0)
        {
            long[] sequences = [.. done.Select(m => m.DeliverySequence)];
            await context.Set<OutboxDelivery>().Where(d => sequences.Contains(d.Sequence)).ExecuteDeleteAsync(cancellationToken);
        }

        // Also where none was when they were read: another host may have stalled one since.
        string[] stalled = [.. stalls.Select(stall => stall.Key)];
        string[] keys = [.. done.Select(m => m.Key), .. stalled];
        Guid[] ended = [.. done.Select(m => m.MessageId)];
        await context.Set<OutboxStall>()
            .Where(s => s.Consumer == consumer && keys.Contains(s.Key) && (stalled.Contains(s.Key) || ended.Contains(s.MessageId)))
            .ExecuteDeleteAsync(cancellationToken);
        context.AddRange(stalls);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken) =>
        InAsync(context => Stalls(context, consumer).MinAsync(stall => (DateTimeOffset?)stall.NextAttemptAt, cancellationToken));

    /// <summary>Those whose deliveries are still there, locked against their deletion: a stall that outlived its message would hold up the key for nothing.</summary>
    private static async Task<IReadOnlyList<OutboxStall>> StandingAsync(
        TContext context, IReadOnlyList<OutboxStall> stalls, CancellationToken cancellationToken)
    {
        if (stalls.Count == 0)
        {
            return stalls;
        }

        long[] sequences = [.. stalls.Select(stall => stall.DeliverySequence)];
        var deliveries = context.Set<OutboxDelivery>().Where(d => sequences.Contains(d.Sequence));
        var locked = await deliveries.ExecuteUpdateAsync(delivery => delivery.SetProperty(d => d.Key, d => d.Key), cancellationToken);
        if (locked == stalls.Count)
        {
            return stalls;
        }

        var standing = await deliveries.Select(d => d.Sequence).ToHashSetAsync(cancellationToken);
        return [.. stalls.Where(stall => standing.Contains(stall.DeliverySequence))];
    }

    /// <summary>Deliveries whose keys nothing holds up, in order.</summary>
    private static IQueryable<OutboxDelivery> New(TContext context, string consumer)
    {
        var stalls = context.Set<OutboxStall>();
        // Asked for a number, a database looks each key up; asked whether there is any, PostgreSQL joins, and would compare each
        // delivery with each stall while its statistics know nothing of a storm that has begun. And it takes "not one" for likely,
        // as it is, so it stops at the limit instead of sorting all that waits.
        return context.Set<OutboxDelivery>()
            .Where(d => d.Consumer == consumer && stalls.Where(s => s.Consumer == d.Consumer && s.Key == d.Key).Select(_ => 1).FirstOrDefault() != 1)
            .OrderBy(d => d.Sequence);
    }

    /// <summary>Those whose time has come.</summary>
    private IQueryable<OutboxStall> Due(TContext context, string consumer)
    {
        var now = time.GetUtcNow();
        // No attempt is put off for longer: what lies further ahead was written by a clock that was wrong.
        var latest = now + options.Value.RetryOf(consumer).LongestRetryAfter;
        return Stalls(context, consumer).Where(stall => stall.NextAttemptAt <= now || stall.NextAttemptAt > latest);
    }

    /// <summary>Without those that, whatever their time, wait for a host that can read their message.</summary>
    private IQueryable<OutboxStall> Stalls(TContext context, string consumer)
    {
        var stalls = context.Set<OutboxStall>().Where(s => s.Consumer == consumer);
        if (unreadable.IsEmpty)
        {
            return stalls;
        }

        string[] types = [.. unreadable.Keys];
        var left = context.Set<OutboxMessage>().Where(message => types.Contains(message.Type));
        return stalls.Where(stall => !left.Any(message => message.Id == stall.MessageId));
    }

    private IQueryable<PendingMessage> Pending(TContext context, IQueryable<OutboxDelivery> deliveries) =>
        from delivery in deliveries
        join message in context.Set<OutboxMessage>() on delivery.MessageId equals message.Id
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
            0,
            null);

    private async Task<T> InAsync<T>(Func<TContext, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}
