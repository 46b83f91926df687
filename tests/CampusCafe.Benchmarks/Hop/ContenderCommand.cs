using System.CommandLine;
using System.Text.Json;
using CampusCafe.Benchmarks.Hop.Contenders;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>One contender and one workload, in this process; the other commands start it.</summary>
internal static class ContenderCommand
{
    public const string Name = "contender";

    /// <summary>32: nobody waits for the pool of threads to grow. The same for all.</summary>
    private const int Threads = 32;

    public static Command Create()
    {
        var contender = new Argument<ContenderName>("name");
        var workload = new Argument<WorkloadName>("workload");
        var owner = new Option<string>("--owner") { Required = true, Description = "Connection string of whoever looks on" };
        var measured = new Option<string>("--measured") { Required = true, Description = "Connection string of the contender" };
        var messages = CommonOptions.Whole("--messages", 10_000, 1, "How many messages.");
        var warmUp = CommonOptions.Whole("--warm-up", 2_000, 0, "How many before.");
        var rate = CommonOptions.Positive("--rate", 50, "Messages per second.");
        var statements = CommonOptions.Whole("--statements", 0, 0, "So many statements that took the server longest, to the error output.");
        var command = new Command(Name, "One contender, one workload; the other commands start it") { contender, workload, owner, measured, messages, warmUp, rate, statements };
        command.Hidden = true;
        command.SetAction(async (options, _) =>
        {
            ThreadPool.SetMinThreads(Threads, Threads);
            await using var meter = new ServerMeter(options.GetValue(owner)!, BenchServer.Role);
            await using var chosen = Open(options.GetValue(contender), options.GetValue(measured)!);
            var run = new Workload(chosen, meter, options.GetValue(messages), options.GetValue(warmUp));
            object figures = options.GetValue(workload) switch
            {
                WorkloadName.Hop => await run.HopAsync(),
                WorkloadName.Latency => await run.LatencyAsync(options.GetValue(rate)),
                _ => await run.DrainAsync(),
            };
            foreach (var line in await meter.HeaviestAsync(options.GetValue(statements)))
            {
                await Console.Error.WriteLineAsync(line);
            }

            Console.WriteLine(JsonSerializer.Serialize(figures, figures.GetType()));
            return 0;
        });
        return command;
    }

    private static Contender Open(ContenderName name, string connectionString) => name switch
    {
        ContenderName.FloorA => new SingleFloor(connectionString),
        ContenderName.FloorB => new BareFloor(connectionString),
        ContenderName.FloorC => new EfPublisherFloor(connectionString),
        ContenderName.FloorD => new EfFloor(connectionString),
        _ => new Core(PostgresData.SettingsOf(connectionString)),
    };
}

internal enum ContenderName
{
    FloorA,
    FloorB,
    FloorC,
    FloorD,
    Core,
}

internal enum WorkloadName
{
    Hop,
    Latency,
    Drain,
}
