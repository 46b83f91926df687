using System.Diagnostics;
using System.Net;
using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Kills;

namespace CampusCafe.Testing.Clusters;

/// <summary>Carries a <see cref="ClusterPlan"/> out, and lets the books tell what became of it.</summary>
/// <param name="server">One that may be stopped.</param>
/// <param name="plan">What to do.</param>
internal sealed class ClusterRun(PostgresServer server, ClusterPlan plan)
{
    /// <summary>One in so many commits: often enough to be done soon, seldom enough that most of the work gets on.</summary>
    private const int CutOneIn = 8;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>5 min: what waits for its next try when the last disturbance ends may wait for half a minute, and fail again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly CommitCutter cutter = new(plan.Seed);
    private readonly Random random = new(plan.Seed);
    private readonly List<string> probes = [];
    private readonly List<TimeSpan> takenOverAfterKill = [];
    private readonly List<TimeSpan> takenOverAfterFreeze = [];
    private readonly List<TimeSpan> notReadyAfter = [];
    private readonly List<TimeSpan> readyAfter = [];

    public async Task<ClusterReport> RunAsync()
    {
        await using var data = new PostgresData(server, await server.CreateDatabaseAsync());
        await using var cluster = await HostCluster.StartAsync(data, plan.Hosts, cutter, $"Messaging:LockConsumers={plan.LockConsumers}");
        var traffic = new Traffic(cluster.Customers, plan.OrdersPerSecond, plan.Seed);
        using (var over = new CancellationTokenSource())
        {
            var orders = Task.WhenAll(traffic.OrdersAsync(over.Token), traffic.RestocksAsync(over.Token));
            try
            {
                await WarmUpAsync(cluster);
                await DisturbAsync(cluster);
            }
            finally
            {
                await over.CancelAsync();
                await orders;
            }
        }

        await cluster.Customers.PlaceAllAgainAsync();
        List<string> acknowledged = [.. cluster.Customers.Acknowledged.Values.Select(order => order.OrderId), .. probes];
        return await cluster.ReadBooksAsync(async shop => Report(cluster, acknowledged, await Outcome.ReadAsync(shop), await FindViolationsAsync(shop, acknowledged)), Patience);
    }

    /// <summary>Each host compiles what it runs: how long that takes isn't asked here.</summary>
    private async Task WarmUpAsync(HostCluster cluster)
    {
        foreach (var host in cluster.Hosts)
        {
            await ProbeAsync(cluster, host);
        }
    }

    private async Task DisturbAsync(HostCluster cluster)
    {
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            await KillAsync(cluster, cluster.Hosts[kill % plan.Hosts], cluster.Hosts[(kill + 1) % plan.Hosts]);
        }

        for (var freeze = 0; freeze < plan.Freezes; freeze++)
        {
            await FreezeAsync(cluster, cluster.Hosts[freeze % plan.Hosts], cluster.Hosts[(freeze + 1) % plan.Hosts]);
        }

        for (var restart = 0; restart < plan.Restarts; restart++)
        {
            await PauseAsync(plan.RestartAfter.Shortest, plan.RestartAfter.Longest);
            await RestartServerAsync(cluster);
        }

        await CutAsync();
    }

    private async Task KillAsync(HostCluster cluster, MortalHost victim, MortalHost other)
    {
        await PauseAsync();
        var dead = Stopwatch.StartNew();
        await victim.KillAsync();
        await ProbeAsync(cluster, other);
        takenOverAfterKill.Add(dead.Elapsed);
        await victim.StartAsync();
    }

    private async Task FreezeAsync(HostCluster cluster, MortalHost victim, MortalHost other)
    {
        await PauseAsync();
        var process = await victim.AliveAsync();
        var frozen = Stopwatch.StartNew();
        await process.FreezeAsync();
        await ProbeAsync(cluster, other);
        takenOverAfterFreeze.Add(frozen.Elapsed);
        await Task.Delay(plan.FrozenFor - frozen.Elapsed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
        await process.ThawAsync();
        await UntilAsync(cluster, HttpStatusCode.OK);
    }

    private async Task RestartServerAsync(HostCluster cluster)
    {
        await server.StopAsync();
        var away = Stopwatch.StartNew();
        await UntilAsync(cluster, HttpStatusCode.ServiceUnavailable);
        notReadyAfter.Add(away.Elapsed);
        await server.StartAsync();
        var back = Stopwatch.StartNew();
        await UntilAsync(cluster, HttpStatusCode.OK);
        readyAfter.Add(back.Elapsed);
    }

    private async Task CutAsync()
    {
        cutter.Every = plan.Cuts > 0 ? CutOneIn : 0;
        await Eventually.TrueAsync(() => Task.FromResult(cutter.Cuts >= plan.Cuts), () => $"{plan.Cuts} commits are cut, so far {cutter.Cuts}", Patience);
        cutter.Every = 0;
    }

    /// <summary>An order on a host that is well: it needs every relay and both providers.</summary>
    private async Task ProbeAsync(HostCluster cluster, MortalHost host) =>
        probes.Add(await cluster.ShippedAsync(host, $"probe-{probes.Count}"));

    private static Task UntilAsync(HostCluster cluster, HttpStatusCode readiness) =>
        Eventually.TrueAsync(async () => (await cluster.ReadinessAsync()).All(host => host == readiness), $"every host answers {readiness} to /health/ready");

    private Task PauseAsync() => PauseAsync(ShortestPause, LongestPause);

    private Task PauseAsync(TimeSpan shortest, TimeSpan longest) => Task.Delay(shortest + ((longest - shortest) * random.NextDouble()));

    private static async Task<IReadOnlyList<string>> FindViolationsAsync(Shop shop, IReadOnlyCollection<string> acknowledged) =>
        [.. await shop.AuditStrictlyAsync(acknowledged), .. Audit.OutOfOrder(await Books.ReadAsync(shop.Services))];

    private ClusterReport Report(HostCluster cluster, List<string> acknowledged, Outcome end, IReadOnlyList<string> violations) => new(
        takenOverAfterKill,
        takenOverAfterFreeze,
        notReadyAfter,
        readyAfter,
        cutter.Lost,
        cutter.Unconfirmed,
        acknowledged.Count,
        cluster.Customers.Repeated,
        end.ByStatus,
        end.ByCharges,
        violations);
}
