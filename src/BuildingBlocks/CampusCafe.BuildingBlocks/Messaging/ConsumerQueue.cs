using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>All that waits for one consumer: in the outboxes of its sources, and dead letters that are to be handled once more.</summary>
internal sealed class ConsumerQueue<TContext>(
    ConsumerDefinition consumer,
    IEnumerable<IOutboxSource> allSources,
    Redrives<TContext> redrives,
    MessageCatalog catalog,
    JobNudger nudger,
    IOptions<MessagingOptions> options)
    where TContext : ModuleDbContext
{
    /// <summary>20: what is new waits behind no more than these, even if each of them has to be handled alone.</summary>
    private const int MaxRedrivesPerBatch = 20;

    private readonly IOutboxSource[] sources = [.. allSources.Where(source => consumer.Sources.Contains(source.Module))];

    public async Task<bool> HasNewAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.HasPendingAsync(consumer.Name, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next messages over all sources.</summary>
    public async Task<PendingBatch> ReadNewAsync(CancellationToken cancellationToken)
    {
        List<PendingMessage> batch = [];
        HashSet<string> keys = [];
        var isAll = true;
        foreach (var source in sources)
        {
            var room = options.Value.BatchSize - batch.Count;
            if (room <= 0)
            {
                isAll = false;
                break;
            }

            var pending = await source.ReadAsync(consumer.Name, room, cancellationToken);
            var before = batch.Count;
            batch.AddRange(pending.Where(message => keys.Add(message.Key)));
            isAll &= pending.Count < room && batch.Count - before == pending.Count;
        }

        return Divide(batch, isAll);
    }

    public Task<bool> HasRedrivesAsync(CancellationToken cancellationToken) => redrives.AnyAsync(cancellationToken);

    public async Task<PendingBatch> ReadRedrivesAsync(CancellationToken cancellationToken)
    {
        var limit = Math.Min(options.Value.BatchSize, MaxRedrivesPerBatch);
        var pending = await redrives.ReadAsync(limit, cancellationToken);
        PendingMessage[] batch = [.. pending.DistinctBy(message => message.Key)];
        return Divide(batch, isAll: pending.Count < limit && batch.Length == pending.Count);
    }

    /// <summary>The end of what is dealt with, and of the stalls of its keys.</summary>
    public async Task DeleteAsync(IReadOnlyCollection<PendingMessage> done, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            PendingMessage[] fromHere = [.. done.Where(message => message.Source == source.Module)];
            if (fromHere.Length > 0)
            {
                await source.DeleteAsync(consumer.Name, fromHere, cancellationToken);
            }
        }
    }

    /// <summary>The outbox that it comes from; null for a redriven dead letter.</summary>
    public IOutboxSource? SourceOf(PendingMessage message) => sources.FirstOrDefault(source => source.Module == message.Source);

    /// <summary>A stalled key goes on when its time has come, not when the next poll happens to come by.</summary>
    public async Task WakeForStallsAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.NextAttemptAsync(consumer.Name, cancellationToken) is { } nextAttemptAt)
            {
                await nudger.WakeAtAsync(JobNames.RelayOf(consumer.Name), nextAttemptAt);
            }
        }
    }

    private PendingBatch Divide(IReadOnlyList<PendingMessage> messages, bool isAll)
    {
        var newer = messages.ToLookup(message => catalog.IsNewer(message.Type));
        return new PendingBatch([.. newer[false]], [.. newer[true]], isAll);
    }
}
