using System.Net;
using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Kills;

namespace CampusCafe.Testing.Clusters;

/// <summary>
/// Several hosts on one database, each a process, with the simulators as one more; in front of the hosts a balancer,
/// which knows no more than their addresses; between them and the database a wire that can be cut.
/// </summary>
internal sealed class HostCluster : IAsyncDisposable
{
    private readonly PostgresData data;
    private readonly TempFolder ledger = new();
    private readonly MortalHost[] hosts;
    private readonly TcpProxy balancer;
    private readonly TcpProxy wire;
    private readonly IReadOnlyList<string> settings;
    private SimulatorProcess? simulators;
    private int next;

    private HostCluster(PostgresData data, int count, IReadOnlyList<string> settings, CommitCutter cutter)
    {
        (this.data, this.settings) = (data, [.. settings, HostSettings.PatientDeadline]);
        hosts = [.. Enumerable.Range(0, count).Select(_ => new MortalHost(Http, StartHostAsync))];
        balancer = new TcpProxy(NextHost, _ => Verdict.Pass);
        wire = new TcpProxy(() => data.Address, cutter.Judge);
        Customers = new PatientCustomers(Http, () => Task.FromResult($"http://{balancer.Address}"));
    }

    /// <summary>3 s: a host that doesn't answer for so long is frozen, and the balancer may lead to another.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(3) };

    public IReadOnlyList<MortalHost> Hosts => hosts;

    public PatientCustomers Customers { get; }

    public SimulatorProcess Simulators => simulators ?? throw new InvalidOperationException("The simulators have been stopped.");

    public static async Task<HostCluster> StartAsync(PostgresData data, int count, CommitCutter cutter, params IReadOnlyList<string> settings)
    {
        var cluster = new HostCluster(data, count, settings, cutter);
        cluster.balancer.Start();
        cluster.wire.Start();
        cluster.simulators = await SimulatorProcess.StartAsync(cluster.ledger, $"WebhookUrl=http://{cluster.balancer.Address}", "DeliveredAfter=00:00:10");
        await Task.WhenAll(cluster.hosts.Select(host => host.StartAsync()));
        return cluster;
    }

    /// <summary>What each host says of itself; null of one that doesn't answer.</summary>
    public Task<HttpStatusCode?[]> ReadinessAsync() => Task.WhenAll(hosts.Select(async host => await (await host.AliveAsync()).ReadinessAsync(Http)));

    /// <summary>Places an order on one host and waits until its goods have left.</summary>
    public async Task<string> ShippedAsync(MortalHost host, string key)
    {
        var customer = new PatientCustomers(Http, host.UrlAsync);
        var orderId = await customer.PlaceAsync(Shop.Cart("coffee"), key);
        await Eventually.TrueAsync(
            async () => (await customer.OrderAsync(orderId)).Json.Text("status") is "shipped" or "completed", $"order {orderId} is shipped");
        return orderId;
    }

    /// <summary>Kills all hosts and reads the books with one of this process, once everything has settled.</summary>
    public async Task<T> ReadBooksAsync<T>(Func<Shop, Task<T>> read, TimeSpan patience)
    {
        foreach (var host in hosts)
        {
            await host.KillAsync();
        }

        await Simulators.KillAsync();
        Simulators.Dispose();
        simulators = null;
        await using var remembered = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(10), ledger);
        await using var shop = await Shop.OpenOnAsync(data, remembered, configure: null, [.. settings]);
        await shop.SettledAsync(patience);
        return await read(shop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            host.Dispose();
        }

        simulators?.Dispose();
        await balancer.DisposeAsync();
        await wire.DisposeAsync();
        Http.Dispose();
        ledger.Dispose();
    }

    private Task<HostProcess> StartHostAsync() => HostProcess.StartAsync(data.SettingsThrough(wire.Address), Simulators.Url, settings);

    /// <summary>In turn. One that is being started again is passed over; of one that is frozen nobody here knows.</summary>
    private IPEndPoint NextHost()
    {
        var first = Interlocked.Increment(ref next);
        var alive = Enumerable.Range(first, hosts.Length).Select(number => hosts[number % hosts.Length].AliveAsync()).FirstOrDefault(host => host.IsCompletedSuccessfully);
        return alive is null ? throw new IOException("No host is up.") : IPEndPoint.Parse(new Uri(alive.Result.Url).Authority);
    }
}
