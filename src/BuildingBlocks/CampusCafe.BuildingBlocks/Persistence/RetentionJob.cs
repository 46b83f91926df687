using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Forgets what is too old to matter, in small batches so that nobody waits behind it. A log row that still has a
/// delivery stays, however old.
/// </summary>
internal sealed class RetentionJob<TContext>(TContext context, IOptions<MessagingOptions> options, TimeProvider time) : IJob
    where TContext : ModuleDbContext
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>1000 rows: a few milliseconds, and under the size at which SQL Server takes the whole table.</summary>
    private const int BatchSize = 1000;

    /// <summary>100 batches: what is left waits for the next run.</summary>
    private const int MaxBatches = 100;

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.Retention;
        var oldestKey = time.GetUtcNow() - IdempotencyKey.KeptFor;

        await DeleteLogAsync(oldest, cancellationToken);
        await DeleteAsync(context.Set<InboxMessage>().Where(m => m.HandledAt < oldest).OrderBy(m => m.HandledAt), cancellationToken);
        await DeleteAsync(context.Set<DeadLetter>().Where(l => l.DiscardedAt < oldest).OrderBy(l => l.DiscardedAt), cancellationToken);
        if (context.Has<OutgoingCall>())
        {
            await DeleteCallsAsync(oldest, cancellationToken);
        }

        if (context.Has<IdempotencyKey>())
        {
            await DeleteAsync(context.Set<IdempotencyKey>().Where(k => k.CreatedAt < oldestKey).OrderBy(k => k.CreatedAt), cancellationToken);
        }

        if (context.Has<WebhookEvent>())
        {
            await DeleteAsync(context.Set<WebhookEvent>().Where(e => e.ReceivedAt < oldest).OrderBy(e => e.ReceivedAt), cancellationToken);
        }
    }

    /// <summary>The log is in order, so what is old comes first: an index by time would be written with each message for this alone.</summary>
    private async Task DeleteLogAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        // What lies ahead was written by a clock that was wrong, and says nothing of what comes behind it.
        var now = time.GetUtcNow();
        var log = context.Set<OutboxMessage>().OrderBy(m => m.Sequence);
        var firstToStay = await log.Where(m => m.OccurredAt >= oldest && m.OccurredAt <= now).Select(m => (long?)m.Sequence).FirstOrDefaultAsync(cancellationToken);
        var end = firstToStay ?? long.MaxValue;
        var deliveries = context.Set<OutboxDelivery>();
        await DeleteAsync(log.Where(m => m.Sequence < end && m.OccurredAt < oldest && !deliveries.Any(d => d.MessageId == m.Id)), cancellationToken);
    }

    private async Task DeleteCallsAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        await DeleteAsync(context.Set<CallTry>().Where(t => t.EndedAt < oldest).OrderBy(t => t.EndedAt), cancellationToken);
        await DeleteAsync(
            context.Set<OutgoingCall>().Where(c => c.State == CallState.Settled && c.SettledAt < oldest).OrderBy(c => c.SettledAt),
            cancellationToken);
    }

    private async Task DeleteAsync<T>(IQueryable<T> old, CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < MaxBatches && await old.AnyAsync(cancellationToken); batch++)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await old.Take(BatchSize).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
