using System.Collections.Concurrent;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Testing.Simulation;

/// <summary>Many seeds, side by side; of each that fails, the shortest prefix that fails too.</summary>
internal static class Simulations
{
    /// <param name="firstSeed">The first.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="orders">Customers of each.</param>
    /// <param name="template">Migrated and seeded.</param>
    /// <param name="tell">Told of each failure as soon as it is found.</param>
    /// <param name="stopAtFirst">Begins no more once one has failed.</param>
    public static async Task<SimulationReport> RunAsync(
        int firstSeed, int seeds, int orders, ShopData template, Action<string> tell, bool stopAtFirst = false)
    {
        var report = new SimulationReport();
        await Parallel.ForEachAsync(Enumerable.Range(firstSeed, seeds), async (seed, _) =>
        {
            if (stopAtFirst && report.Broken.Count > 0)
            {
                return;
            }

            var run = await Simulation.RunAsync(SimulationPlan.Of(seed, orders), template);
            report.Add(run);
            if (!run.Holds)
            {
                tell($"{run.Plan}: {string.Join("; ", run.Violations)}");
                var shortest = await ShortenAsync(run, template);
                tell($"shortest: {shortest.Plan}: {string.Join("; ", shortest.Violations)}{Environment.NewLine}{string.Join(Environment.NewLine, shortest.Trace)}");
            }
        });
        return report;
    }

    /// <summary>
    /// Halves the distance between a prefix that holds and one that fails until they are neighbours: the last step of the
    /// failing one is what it takes. There may be a shorter one yet.
    /// </summary>
    public static async Task<SimulationRun> ShortenAsync(SimulationRun failing, ShopData template)
    {
        var holding = 0;
        while (failing.Plan.Steps - holding > 1)
        {
            var run = await Simulation.RunAsync(failing.Plan with { Steps = (holding + failing.Plan.Steps) / 2 }, template);
            if (run.Holds)
            {
                holding = run.Plan.Steps;
            }
            else
            {
                failing = run;
            }
        }

        return failing;
    }
}

/// <summary>What came of many.</summary>
internal sealed class SimulationReport
{
    private readonly ConcurrentBag<SimulationRun> runs = [];

    public IReadOnlyList<string> Broken =>
        [.. runs.Where(run => !run.Holds).OrderBy(run => run.Plan.Seed).Select(run => $"{run.Plan}: {string.Join("; ", run.Violations)}")];

    public void Add(SimulationRun run) => runs.Add(run);

    public override string ToString() =>
        $"{runs.Count} seeds, {runs.Count(run => run.Holds)} hold; {runs.Sum(run => run.Trace.Count)} events, "
        + $"{Count("the process dies")} deaths, {Count("the clock is off")} clock jumps, {Count("(Lost|Late|Failed|Refused|Twice)")} exchanges gone wrong, "
        + $"{Count("webhook ")} webhooks, {Count("comes again")} redeliveries; orders: "
        + string.Join(", ", runs.SelectMany(run => run.Ends).GroupBy(end => end.Key, end => end.Value).OrderBy(end => end.Key).Select(end => $"{end.Sum()} {end.Key}"));

    private int Count(string what) => runs.Sum(run => run.Trace.Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, what)));
}
