using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Hop;

/// <summary><c>hop</c>: one message from one schema to another, as often as the machine can, beside what the database and EF Core allow.</summary>
internal static class HopCommand
{
    private static readonly ContenderName[] All = Enum.GetValues<ContenderName>();

    public static Command Create()
    {
        var messages = CommonOptions.Whole("--messages", 10_000, 100, "Messages of each run.");
        var rounds = CommonOptions.Whole("--rounds", 5, 1, "Runs of each contender, in turns; figures are medians.");
        var only = new Option<ContenderName[]>("--only") { Description = "Just these contenders [default: all]", AllowMultipleArgumentsPerToken = true };
        var statements = CommonOptions.Whole("--statements", 0, 0, "Also so many statements that took the server longest, of each run.");
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("hop", "Messages per second from schema to schema on PostgreSQL, with commits, statements, WAL and processor time of each, beside floors A to D")
        {
            messages, rounds, only, statements, connection, folder,
        };
        command.SetAction((options, _) => BenchOptions.OnServerAsync(options.GetValue(connection), options.GetValue(folder), server => RunAsync(
            server, options.GetValue(messages), options.GetValue(rounds), options.GetValue(statements), options.GetValue(only) is { Length: > 0 } chosen ? chosen : All)));
        return command;
    }

    private static async Task<int> RunAsync(BenchServer server, int messages, int rounds, int statements, IReadOnlyList<ContenderName> contenders)
    {
        var runs = await BenchOptions.InTurnsAsync<HopFigures>(
            server, contenders, WorkloadName.Hop, rounds, $"--messages={messages}", $"--statements={statements}");
        Output.Table(("Machine", server.Machine), ("Server", server.Version), ("Messages", messages), ("Rounds", rounds));
        Console.WriteLine($"\n{"",-8} {"published/s",12} {"end to end/s",12} {"commits",8} {"statements",10} {"WAL bytes",10} {"CPU ms",8} {"server ms",10} {"MiB",6}");
        foreach (var contender in contenders)
        {
            var all = runs[contender];
            Console.WriteLine(
                $"{contender,-8} {Of(f => f.PublishedPerSecond),12:0} {Of(f => f.EndToEndPerSecond),12:0} {Of(f => f.CommitsPerMessage),8:0.000} {Of(f => f.StatementsPerMessage),10:0.00} "
                + $"{Of(f => f.WalBytesPerMessage),10:0} {Of(f => f.CpuPerMessage),8:0.000} {Of(f => f.ServerCpuPerMessage ?? double.NaN),10:0.000} {Of(f => f.PeakMemoryMiB),6:0}");

            double Of(Func<HopFigures, double> figure) => Median(all.Select(figure));
        }

        if (contenders.Contains(ContenderName.Core) && contenders.Contains(ContenderName.FloorD))
        {
            Report(server, runs[ContenderName.Core], runs[ContenderName.FloorD]);
        }

        return 0;
    }

    /// <summary>Ratios within a round, so that a machine whose speed changes changes both.</summary>
    private static void Report(BenchServer server, IReadOnlyList<HopFigures> core, IReadOnlyList<HopFigures> floor)
    {
        var rates = core.Zip(floor, (own, other) => own.EndToEndPerSecond / other.EndToEndPerSecond).ToArray();
        var cpu = core.Zip(floor, (own, other) => own.CpuPerMessage / other.CpuPerMessage).ToArray();
        Console.WriteLine($"\nCore to floor D, each round: rate {string.Join(", ", rates.Select(r => $"{r:0.00}"))}; CPU {string.Join(", ", cpu.Select(r => $"{r:0.00}"))}");
        Output.Line(new Dictionary<string, object>
        {
            ["benchmark"] = "hop",
            ["e2e_per_s"] = Math.Round(Median(core.Select(f => f.EndToEndPerSecond))),
            ["floor_d_per_s"] = Math.Round(Median(floor.Select(f => f.EndToEndPerSecond))),
            ["ratio_floor_d"] = Math.Round(Median(rates), 3),
            ["commits_per_msg"] = Math.Round(Median(core.Select(f => f.CommitsPerMessage)), 3),
            ["statements_per_msg"] = Math.Round(Median(core.Select(f => f.StatementsPerMessage)), 2),
            ["wal_bytes_per_msg"] = Math.Round(Median(core.Select(f => f.WalBytesPerMessage))),
            ["cpu_ratio_floor_d"] = Math.Round(Median(cpu), 2),
            ["rss_mb"] = Math.Round(Median(core.Select(f => f.PeakMemoryMiB)) * 1024 * 1024 / 1e6),
            ["rounds"] = core.Count,
            ["machine"] = server.Machine,
            ["server"] = server.Version,
        });
    }

    private static double Median(IEnumerable<double> values) => Percentiles.Median(values);
}
