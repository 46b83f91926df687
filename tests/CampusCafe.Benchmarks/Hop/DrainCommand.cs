using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Hop;

/// <summary><c>drain</c>: how quickly a backlog goes, and whether a longer one goes as quickly.</summary>
internal static class DrainCommand
{
    private static readonly int[] Usual = [1_000, 100_000, 1_000_000];

    public static Command Create()
    {
        var backlogs = new Option<int[]>("--backlogs") { Description = "How many messages wait [default: 1000 100000 1000000]", AllowMultipleArgumentsPerToken = true };
        var only = new Option<ContenderName[]>("--only") { Description = "These contenders [default: Core, FloorD]", AllowMultipleArgumentsPerToken = true };
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("drain", "Messages per second out of a backlog on PostgreSQL, beside floor D") { backlogs, only, connection, folder };
        command.SetAction((options, _) => BenchOptions.OnServerAsync(options.GetValue(connection), options.GetValue(folder), server => RunAsync(
            server,
            options.GetValue(backlogs) is { Length: > 0 } sizes ? sizes : Usual,
            options.GetValue(only) is { Length: > 0 } chosen ? chosen : [ContenderName.FloorD, ContenderName.Core])));
        return command;
    }

    private static async Task<int> RunAsync(BenchServer server, IReadOnlyList<int> backlogs, IReadOnlyList<ContenderName> contenders)
    {
        List<(ContenderName Contender, int Backlog, DrainFigures Figures)> runs = [];
        foreach (var backlog in backlogs)
        {
            var figures = await BenchOptions.InTurnsAsync<DrainFigures>(server, contenders, WorkloadName.Drain, rounds: 1, $"--messages={backlog}");
            runs.AddRange(contenders.Select(contender => (contender, backlog, figures[contender].Single())));
        }

        Output.Table(("Machine", server.Machine), ("Server", server.Version));
        Console.WriteLine($"\n{"",-8} {"backlog",10} {"per second",12} {"CPU ms",8} {"MiB",6}");
        foreach (var (contender, backlog, figures) in runs)
        {
            Console.WriteLine($"{contender,-8} {backlog,10} {figures.PerSecond,12:0} {figures.CpuPerMessage,8:0.000} {figures.PeakMemoryMiB,6:0}");
        }

        Output.Line(new
        {
            benchmark = "drain",
            runs = runs.Select(run => new { contender = $"{run.Contender}", run.Backlog, perSecond = Math.Round(run.Figures.PerSecond), rssMb = Math.Round(run.Figures.PeakMemoryMiB * 1024 * 1024 / 1e6) }),
            machine = server.Machine,
            server = server.Version,
        });
        return 0;
    }
}
