using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Overview;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Live;

/// <summary>
/// Tells open pages which parts of them have changed, and nothing else: what they show they fetch themselves, with their own
/// rights and in their own language. One look for all of them; nobody watches, nobody looks.
/// </summary>
internal sealed partial class LiveFeed(
    ShopOverview overview, IEnumerable<IModuleMessages> modules, JobBoard board, IDatabase database, DatabaseGate gate, TimeProvider time, ILogger<LiveFeed> logger) : BackgroundService
{
    public const string Overview = "overview";
    public const string Messages = "messages";
    public const string Orders = "orders";
    public const string Jobs = "jobs";

    /// <summary>200: pages, not people; each costs an open connection.</summary>
    private const int MaxWatchers = 200;

    /// <summary>8: a page that doesn't keep up has missed nothing that the next event doesn't tell, too.</summary>
    private const int Buffered = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock watching = new();
    private readonly List<Channel<string>> watchers = [];
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Dictionary<string, string> seen = [];

    /// <summary>Null when too many pages are open already.</summary>
    public Channel<string>? Join()
    {
        var watcher = Channel.CreateBounded<string>(new BoundedChannelOptions(Buffered) { FullMode = BoundedChannelFullMode.DropOldest });
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

    public void Leave(Channel<string> watcher)
    {
        lock (watching)
        {
            watchers.Remove(watcher);
        }
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
            var figures = await overview.LookAsync(cancellationToken);
            List<long> newest = [];
            foreach (var module in modules)
            {
                newest.Add(await module.NewestAsync(cancellationToken));
            }

            var log = string.Join(',', newest);
            Tell(Overview, JsonSerializer.Serialize(new { figures.Orders, figures.Queues, figures.JobsFailing }));
            Tell(Messages, log + JsonSerializer.Serialize(figures.Queues));
            Tell(Orders, log);
            Tell(Jobs, board.Version.ToString(CultureInfo.InvariantCulture));
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

    private void Tell(string topic, string now)
    {
        if (seen.TryGetValue(topic, out var before) && before == now)
        {
            return;
        }

        seen[topic] = now;
        lock (watching)
        {
            watchers.ForEach(watcher => watcher.Writer.TryWrite(topic));
        }
    }

    [LoggerMessage(1602, LogLevel.Warning, "What is new can't be told to the console's pages now.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
