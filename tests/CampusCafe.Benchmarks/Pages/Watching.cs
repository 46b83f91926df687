using System.Net.ServerSentEvents;
using CampusCafe.Benchmarks.Checkout;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Pages;

/// <summary>What a host pays for browsers that watch its pages: with none and with all of them, at rest and at work.</summary>
/// <param name="Viewers">Browsers, each with one page open.</param>
/// <param name="Lasts">Each measurement.</param>
/// <param name="Rate">Orders a second at work.</param>
internal sealed record Watching(int Viewers, TimeSpan Lasts, double Rate)
{
    /// <summary>1 min: then what happens every few seconds has been compiled for good.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    /// <summary>Page, and what makes it fetch itself anew.</summary>
    private static readonly (string Path, string Topic)[] Pages =
    [
        ("/ops", "overview"), ("/ops/jobs", "jobs"), ("/ops/messages", "messages"), ("/ops/orders", "orders"), ("/ops", "overview"),
    ];

    public async Task<IReadOnlyList<WatchingCost>> MeasureAsync(Stage stage, HostProcess host)
    {
        var customers = new Customers(stage.Http, [host]);
        await stage.RestockAsync(host, "cake", (int)(Lasts.TotalSeconds * Rate * 4) + 100);
        List<WatchingCost> costs = [];
        foreach (var isBusy in new[] { false, true })
        {
            foreach (var viewers in new[] { 0, Viewers })
            {
                costs.Add(await MeasureAsync(host, customers, viewers, isBusy));
                Console.WriteLine(costs[^1]);
            }
        }

        return costs;
    }

    private async Task<WatchingCost> MeasureAsync(HostProcess host, Customers customers, int viewers, bool isBusy)
    {
        using var end = new CancellationTokenSource();
        var watchers = Enumerable.Range(0, viewers).Select(i => new Watcher(host.Url, Pages[i % Pages.Length])).ToList();
        var watching = watchers.Select(watcher => watcher.WatchAsync(end.Token)).ToList();
        await Task.Delay(Rest);
        watchers.ForEach(watcher => watcher.Fetched = 0);
        Usage usage;
        await using (var meter = new ProcessMeter(() => host.Used))
        {
            await (isBusy ? customers.PlaceAtRateAsync(Rate, Lasts) : Task.Delay(Lasts));
            usage = meter.Read();
        }

        await end.CancelAsync();
        await Task.WhenAll(watching);
        watchers.ForEach(watcher => watcher.Dispose());
        return new(viewers, isBusy ? Rate : 0, Lasts.TotalSeconds, usage.CpuPercentOfCore, watchers.Sum(watcher => watcher.Fetched));
    }

    /// <summary>One page in a browser: hears what has changed, and fetches its part as htmx does.</summary>
    private sealed class Watcher(string host, (string Path, string Topic) page) : IDisposable
    {
        private readonly HttpClient http = new() { BaseAddress = new Uri(host), Timeout = Timeout.InfiniteTimeSpan };

        public int Fetched { get; set; }

        public async Task WatchAsync(CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    await using var events = await http.GetStreamAsync(new Uri("/ops/live", UriKind.Relative), cancellationToken);
                    await foreach (var heard in SseParser.Create(events).EnumerateAsync(cancellationToken))
                    {
                        if (heard.EventType == page.Topic)
                        {
                            using var request = new HttpRequestMessage(HttpMethod.Get, page.Path);
                            request.Headers.Add("HX-Request", "true");
                            request.Headers.Add("HX-Request-Type", "partial");
                            using var part = await http.SendAsync(request, cancellationToken);
                            await part.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
                            Fetched++;
                        }
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // Closed.
            }
        }

        public void Dispose() => http.Dispose();
    }
}

/// <param name="Viewers">That watched.</param>
/// <param name="OrdersPerSecond">Meanwhile.</param>
/// <param name="Seconds">How long.</param>
/// <param name="CpuPercentOfCore">All of the host's.</param>
/// <param name="Fetched">Parts of pages that the browsers asked for.</param>
internal sealed record WatchingCost(int Viewers, double OrdersPerSecond, double Seconds, double CpuPercentOfCore, int Fetched)
{
    public override string ToString() => $"{Viewers,3} viewers, {OrdersPerSecond} orders/s: {CpuPercentOfCore} % of a core, {Fetched} parts fetched in {Seconds:0} s";
}
