using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Hop;

/// <summary><c>latency</c>: from the publisher's commit to the consumer's, with little to do, beside floor C.</summary>
internal static class LatencyCommand
{
    private static readonly ContenderName[] Contenders = [ContenderName.FloorC, ContenderName.Core];

    public static Command Create()
    {
        var rate = CommonOptions.Positive("--rate", 50, "Messages per second.");
        var seconds = CommonOptions.Positive("--seconds", 60, "How long each run lasts.");
        var rounds = CommonOptions.Whole("--rounds", 3, 1, "Runs of each contender, in turns; figures are medians.");
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("latency", "Commit to commit on PostgreSQL at a steady rate, beside floor C") { rate, seconds, rounds, connection, folder };
        command.SetAction((options, _) => BenchOptions.OnServerAsync(options.GetValue(connection), options.GetValue(folder), server => RunAsync(
            server, options.GetValue(rate), options.GetValue(seconds), options.GetValue(rounds))));
        return command;
    }

    private static async Task<int> RunAsync(BenchServer server, double rate, double seconds, int rounds)
    {
        var runs = await BenchOptions.InTurnsAsync<LatencyFigures>(
            server, Contenders, WorkloadName.Latency, rounds, $"--messages={(int)(rate * seconds)}", $"--rate={rate}");
        Output.Table(("Machine", server.Machine), ("Server", server.Version), ("Messages per second", rate), ("Seconds", seconds), ("Rounds", rounds));
        Console.WriteLine($"\n{"ms",-8} {"p50",8} {"p95",8} {"p99",8} {"max",8}");
        foreach (var contender in Contenders)
        {
            var all = runs[contender];
            Console.WriteLine($"{contender,-8} {Of(all, f => f.P50),8:0.00} {Of(all, f => f.P95),8:0.00} {Of(all, f => f.P99),8:0.00} {Of(all, f => f.Max),8:0.0}");
        }

        var (core, floor) = (runs[ContenderName.Core], runs[ContenderName.FloorC]);
        Output.Line(new Dictionary<string, object>
        {
            ["benchmark"] = "latency",
            ["p50_ms"] = Math.Round(Of(core, f => f.P50), 2),
            ["p95_ms"] = Math.Round(Of(core, f => f.P95), 2),
            ["p99_ms"] = Math.Round(Of(core, f => f.P99), 2),
            ["floor_c_p50_ms"] = Math.Round(Of(floor, f => f.P50), 2),
            ["floor_c_p95_ms"] = Math.Round(Of(floor, f => f.P95), 2),
            ["floor_c_p99_ms"] = Math.Round(Of(floor, f => f.P99), 2),
            ["ratio_floor_c_p50"] = Math.Round(Percentiles.Median(core.Zip(floor, (own, other) => own.P50 / other.P50)), 2),
            ["rounds"] = rounds,
            ["machine"] = server.Machine,
            ["server"] = server.Version,
        });
        return 0;
    }

    private static double Of(IEnumerable<LatencyFigures> runs, Func<LatencyFigures, double> figure) => Percentiles.Median(runs.Select(figure));
}
