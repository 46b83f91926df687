using System.Globalization;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Jobs;
using CampusCafe.Operations.Overview;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Live;

/// <summary>
/// Tells open pages which parts of them have changed, and nothing else: what they show they fetch themselves, with their own
/// rights and in their own language. One look for all of them; nobody watches, nobody looks.
/// </summary>
internal sealed partial class LiveFeed(
    ShopOverview overview,
    IEnumerable<IModuleMessages> modules,
    JobBoard board,
    JobHistory history,
    HostBeat host,
    IServiceScopeFactory scopes,
    IDatabase database,
    DatabaseGate gate,
    TimeProvider time,
    ILogger<LiveFeed> logger) : BackgroundService
{
    public const string Overview = "overview";
    public const string Messages = "messages";
    public const string Orders = "orders";
    public const string Jobs = "jobs";

    /// <summary>200: pages, not people; each costs an open connection.</summary>
    private const int MaxWatchers = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>30 s: while nothing is written and nothing waits, what is counted changes by the clock only.</summary>
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(30);

    private readonly Lock watching = new();
    private readonly List<LiveWatcher> watchers = [];
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Dictionary<string, string> seen = [];
    private string? seenNews;
    private ShopFigures? latest;
    private long countedAt;

    /// <summary>Null when too many pages are open already.</summary>
    public LiveWatcher? Join()
    {
        var watcher = new LiveWatcher(Leave);
        lock (watching)
        {
            if (watchers.Count >= MaxWatchers)
            {
                return null;
            }

            watchers.Add(watcher);
        }

        arrived.Release();
        return watcher;
    }

    public override void Dispose()
    {
        arrived.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            while (true)
            {
                while (!IsWatched)
                {
                    await arrived.WaitAsync(stoppingToken);
                }

                await LookAsync(stoppingToken);
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
#pragma warning disable CA1031 // The host stops; a statement that is cut off says so in its database's own way.
        catch (Exception) when (stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The host stops.
        }
    }

    private bool IsWatched
    {
        get
        {
            lock (watching)
            {
                return watchers.Count > 0;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<long> newest = [];
            foreach (var module in modules)
            {
                newest.Add(await module.NewestAsync(cancellationToken));
            }

            var log = string.Join(',', newest);
            var runs = await history.ReadAsync(cancellationToken);
            var ended = runs.Values.Max(last => (long?)last[0].Sequence);
            var elsewhere = await ElsewhereAsync(cancellationToken);
            Tell(Jobs, string.Create(CultureInfo.InvariantCulture, $"{board.State} {ended} {elsewhere}"));
            var failing = runs.Where(job => job.Value[0].Outcome == RunView.Failed).Select(job => job.Key).Order(StringComparer.Ordinal);
            var news = $"{log} {string.Join(' ', failing)}";
            if (news != seenNews || latest is null || latest.Queues.Any(queue => queue.Pending > 0) || time.GetElapsedTime(countedAt) >= AtRest)
            {
                (latest, countedAt) = (await overview.LookAsync(cancellationToken), time.GetTimestamp());
                seenNews = news;
                Tell(Overview, JsonSerializer.Serialize(new { latest.Orders, latest.Queues, latest.JobsFailing }));
                Tell(Messages, log + JsonSerializer.Serialize(latest.Queues));
                // What is handled, or given up, changes an order, too, and need not be answered by a message.
                Tell(Orders, log + JsonSerializer.Serialize(new { latest.Orders.NeedAttention, Queues = latest.Queues.Select(queue => new { queue.Pending, queue.Stalled, queue.Dead }) }));
            }
        }
        catch (Exception exception) when (database.IsUnavailable(exception) || database.IsLockTimeout(exception))
        {
            // The pages will see for themselves; looked at again.
        }
#pragma warning disable CA1031 // Nobody stands above this: whatever it is, a host must not stop because its pages aren't live.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception);
        }
    }

    /// <summary>What runs on other hosts, where there can be any.</summary>
    private async Task<string?> ElsewhereAsync(CancellationToken cancellationToken)
    {
        if (database.IsExclusive)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var running = await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Hosts.AsNoTracking()
            .Where(other => other.Id != host.Id)
            .OrderBy(other => other.Id)
            .Select(other => other.Running)
            .ToListAsync(cancellationToken);
        return JsonSerializer.Serialize(running);
    }

    private void Leave(LiveWatcher watcher)
    {
        lock (watching)
        {
            watchers.Remove(watcher);
        }
    }

    private void Tell(string topic, string now)
    {
        if (seen.TryGetValue(topic, out var before) && before == now)
        {
            return;
        }

        seen[topic] = now;
        lock (watching)
        {
            watchers.ForEach(watcher => watcher.Tell(topic));
        }
    }

    [LoggerMessage(1602, LogLevel.Warning, "What is new can't be told to the console's pages now.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
