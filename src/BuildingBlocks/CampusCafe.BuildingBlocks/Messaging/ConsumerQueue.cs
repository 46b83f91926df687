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
    /// <summary>5: what is new shares a batch with no more than these, however much has failed.</summary>
    private const int MaxAgainPerBatch = 5;

    private readonly IOutboxSource[] sources = [.. allSources.Where(source => consumer.Sources.Contains(source.Module))];

    /// <summary>The next of what waits, over all sources.</summary>
    public async Task<PendingBatch> ReadAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        var reading = new Reading(options.Value.BatchSize);
        foreach (var source in waiting.HasFlag(Waiting.New) ? sources : [])
        {
            await reading.TakeAsync(room => source.ReadNewAsync(consumer.Name, room, cancellationToken));
        }

        // A letter's old delivery, or a stall that has just been written, is there as a new message, too: that comes first.
        var (again, hasOrphans) = await ReadAgainAsync(waiting, cancellationToken);
        var news = reading.Messages.Select(message => message.Key).ToHashSet();
        PendingMessage[] others = [.. again.Where(message => !news.Contains(message.Key))];
        return new PendingBatch(
            [.. reading.Messages.Where(CanRead)],
            [.. others.Where(CanRead)],
            [.. reading.Messages.Concat(others).Where(message => !CanRead(message))],
            hasOrphans,
            reading.IsAll && again.Count == 0);

        bool CanRead(PendingMessage message) => !catalog.IsNewer(message.Type);
    }

    /// <summary>The end of what a batch dealt with, the stalls of what is put off.</summary>
    public async Task EndAsync(PendingBatch batch, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        var ended = outcome.Done.Concat(outcome.Dead.Select(failure => failure.Message)).ToLookup(message => message.Source);
        var putOff = outcome.PutOff.ToLookup(failure => failure.Message.Source);
        var newer = batch.Newer.ToLookup(message => message.Source);
        foreach (var source in sources.Where(source => ended.Contains(source.Module) || putOff.Contains(source.Module) || newer.Contains(source.Module)))
        {
            await source.EndAsync(consumer.Name, [.. ended[source.Module]], [.. putOff[source.Module]], [.. newer[source.Module]], cancellationToken);
        }
    }

    /// <summary>Ends stalls whose deliveries are gone.</summary>
    public async Task<bool> ForgetOrphansAsync(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var source in sources)
        {
            any |= await source.ForgetOrphansAsync(consumer.Name, cancellationToken);
        }

        return any;
    }

    /// <summary>A stalled key goes on when its time has come, not when the next look happens to come by.</summary>
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

    /// <summary>Stalled messages whose time has come, and redriven dead letters, in turns.</summary>
    private async Task<DueStalls> ReadAgainAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        var limit = Math.Min(options.Value.BatchSize, MaxAgainPerBatch);
        List<IReadOnlyList<PendingMessage>> found = [];
        var hasOrphans = false;
        foreach (var source in waiting.HasFlag(Waiting.Again) ? sources : [])
        {
            var due = await source.ReadStalledAsync(consumer.Name, limit, cancellationToken);
            found.Add(due.Messages);
            hasOrphans |= due.HasOrphans;
        }

        if (waiting.HasFlag(Waiting.Redriven))
        {
            found.Add(await redrives.ReadAsync(limit, cancellationToken));
        }

        var inTurns = found.SelectMany(messages => messages.Index()).OrderBy(one => one.Index).Select(one => one.Item);
        return new DueStalls([.. inTurns.DistinctBy(message => message.Key).Take(limit)], hasOrphans);
    }

    /// <summary>A batch in the making: at most so many, one per key.</summary>
    private sealed class Reading(int limit)
    {
        private readonly List<PendingMessage> messages = [];
        private readonly HashSet<string> keys = [];

        public IReadOnlyList<PendingMessage> Messages => messages;

        /// <summary>Nothing had to be left for the next batch.</summary>
        public bool IsAll { get; private set; } = true;

        public async Task TakeAsync(Func<int, Task<IReadOnlyList<PendingMessage>>> read)
        {
            var room = limit - messages.Count;
            if (room == 0)
            {
                IsAll = false;
                return;
            }

            var found = await read(room);
            var before = messages.Count;
            messages.AddRange(found.Where(message => keys.Add(message.Key)));
            IsAll &= found.Count < room && messages.Count - before == found.Count;
        }
    }
}
