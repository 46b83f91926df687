using CampusCafe.Testing.Clusters;
using CampusCafe.Testing.Databases;

namespace CampusCafe.PostgresTests.Reliability;

/// <summary>Several hosts as processes on one database, killed, frozen, and cut off from a server that crashes, while customers order.</summary>
public sealed class ClusterTests
{
    /// <summary>Longer, with more hosts and without the lock: the program <c>cluster</c> (docs/reliability.md).</summary>
    [Fact]
    public async Task Given_two_hosts_When_they_and_the_server_die_freeze_and_are_cut_off_Then_every_order_ends_once_and_in_order()
    {
        await using var server = await PostgresServer.FindAsync();
        Assert.SkipUnless(server is { IsOwn: true }, "Only a server that is started here can be stopped.");

        var plan = new ClusterPlan(
            Hosts: 2,
            LockConsumers: true,
            Kills: 1,
            Freezes: 1,
            FrozenFor: TimeSpan.FromSeconds(6),
            Restarts: 1,
            RestartAfter: (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)),
            Cuts: 50,
            OrdersPerSecond: 2,
            Seed: 1);
        var report = await new ClusterRun(server, plan).RunAsync();

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        Assert.Empty(report.Violations);
        Assert.True(report is { LostCommits: > 0, UnconfirmedCommits: > 0, Repeated: > 0 }, report.ToString());
    }
}
