using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing.Clusters;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Benchmarks.Reliability;

/// <summary><c>cluster</c>: several hosts on one PostgreSQL that is made here, killed, frozen and cut off.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var hosts = CommonOptions.Whole("--hosts", 2, 2, "How many hosts.");
        var unlocked = new Option<bool>("--without-lock") { Description = "The hosts don't take turns at the consumers" };
        var kills = CommonOptions.Whole("--kills", 5, 0, "SIGKILLs of one host in turn.");
        var freezes = CommonOptions.Whole("--freezes", 2, 0, "SIGSTOPs of one host in turn, for 30 s each.");
        var restarts = CommonOptions.Whole("--restarts", 5, 0, "Crashes of the server, each after 5 to 20 s and followed by a start.");
        var cuts = CommonOptions.Whole("--cuts", 200, 0, "Connections cut in the middle of COMMIT.");
        var rate = CommonOptions.Positive("--rate", 5, "Orders per second, at random moments.");
        var seed = CommonOptions.Whole("--seed", 1, 0, "Draws carts, cancels, cuts and pauses.");
        var command = new Command("cluster", "Several hosts on one PostgreSQL under load: kills, freezes, crashes of the server, connections cut in COMMIT; exit code 1 on any violation, and when others take over or get ready too late")
        {
            hosts, unlocked, kills, freezes, restarts, cuts, rate, seed,
        };
        command.SetAction((options, _) => RunAsync(new ClusterPlan(
            options.GetValue(hosts),
            !options.GetValue(unlocked),
            options.GetValue(kills),
            options.GetValue(freezes),
            TimeSpan.FromSeconds(30),
            options.GetValue(restarts),
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)),
            options.GetValue(cuts),
            options.GetValue(rate),
            options.GetValue(seed))));
        return command;
    }

    private static async Task<int> RunAsync(ClusterPlan plan)
    {
        await using var server = await PostgresServer.FindAsync();
        if (server is not { IsOwn: true })
        {
            await Console.Error.WriteLineAsync("This needs a server that it may stop: PostgreSQL's binaries (Debian: postgresql) or Docker, and no " + PostgresServer.Variable);
            return 1;
        }

        Console.WriteLine(plan);
        var report = await new ClusterRun(server, plan).RunAsync();
        Console.WriteLine(report);
        foreach (var violation in report.Violations)
        {
            Console.WriteLine(violation);
        }

        if (!report.IsInTime)
        {
            Console.WriteLine($"Too late: a take-over may take {ClusterReport.TakeOverAim.TotalSeconds:0} s, getting ready {ClusterReport.ReadyAim.TotalSeconds:0} s.");
        }

        return report.Violations.Count == 0 && report.IsInTime ? 0 : 1;
    }
}
