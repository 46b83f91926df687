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
    /// <summary>5: what is new waits behind no more than these, however much has failed.</summary>
    private const int MaxAgainPerBatch = 5;

    private readonly IOutboxSource[] sources = [.. allSources.Where(source => consumer.Sources.Contains(source.Module))];

    public async Task<Waiting> LookAsync(CancellationToken cancellationToken)
    {
        var waiting = await redrives.AnyAsync(cancellationToken) ? Waiting.Again : Waiting.Nothing;
        foreach (var source in sources)
        {
            waiting |= await source.LookAsync(consumer.Name, cancellationToken);
        }

        return waiting;
    }

    /// <summary>The next messages that nobody has tried, over all sources.</summary>
    public async Task<PendingBatch> ReadNewAsync(CancellationToken cancellationToken)
    {
        var reading = new Reading(options.Value.BatchSize);
        foreach (var source in sources)
        {
            await reading.TakeAsync(room => source.ReadNewAsync(consumer.Name, room, cancellationToken));
        }

        return Divide(reading.Messages, reading.IsAll);
    }

    /// <summary>What failed before, and is tried again: stalled messages whose time has come, and redriven dead letters.</summary>
    public async Task<PendingBatch> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var limit = Math.Min(options.Value.BatchSize, MaxAgainPerBatch);
        List<IReadOnlyList<PendingMessage>> waiting = [];
        foreach (var source in sources)
        {
            waiting.Add(await source.ReadStalledAsync(consumer.Name, limit, cancellationToken));
        }

        waiting.Add(await redrives.ReadAsync(limit, cancellationToken));
        var inTurns = waiting.SelectMany(messages => messages.Index()).OrderBy(one => one.Index).Select(one => one.Item);
        return Divide([.. inTurns.DistinctBy(message => message.Key).Take(limit)], isAll: false); // Behind a stall that ends there may be more of its key.
    }

    /// <summary>The end of what is dealt with, and of its stalls.</summary>
    public Task DeleteAsync(IReadOnlyCollection<PendingMessage> done, CancellationToken cancellationToken) =>
        EachAsync(done, message => message.Source, (source, messages) => source.DeleteAsync(consumer.Name, messages, cancellationToken));

    public Task StallAsync(IReadOnlyCollection<FailedMessage> failures, CancellationToken cancellationToken) =>
        EachAsync(failures, failure => failure.Message.Source, (source, messages) => source.StallAsync(consumer.Name, messages, cancellationToken));

    public Task LeaveToNewerAsync(IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken) =>
        EachAsync(messages, message => message.Source, (source, fromHere) => source.LeaveToNewerAsync(consumer.Name, fromHere, cancellationToken));

    /// <summary>For a look that saw something to try again where nothing could be read.</summary>
    public async Task<bool> ForgetOrphansAsync(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var source in sources)
        {
            any |= await source.ForgetOrphansAsync(consumer.Name, cancellationToken);
        }

        return any;
    }

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

    private PendingBatch Divide(IEnumerable<PendingMessage> messages, bool isAll)
    {
        var newer = messages.ToLookup(message => catalog.IsNewer(message.Type));
        return new PendingBatch([.. newer[false]], [.. newer[true]], isAll);
    }

    private async Task EachAsync<T>(IReadOnlyCollection<T> all, Func<T, string?> sourceOf, Func<IOutboxSource, T[], Task> work)
    {
        foreach (var source in sources)
        {
            T[] fromHere = [.. all.Where(one => sourceOf(one) == source.Module)];
            if (fromHere.Length > 0)
            {
                await work(source, fromHere);
            }
        }
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
