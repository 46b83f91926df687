using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing.Crashes;

namespace CampusCafe.Benchmarks.Reliability;

/// <summary><c>crashes</c>: every scenario dies at every commit and every call, on both sides; then pairs by chance.</summary>
internal static class CrashesCommand
{
    public static Command Create()
    {
        var pairs = CommonOptions.Whole("--pairs", 200, 0, "How many runs die a second time while they recover.");
        var seed = CommonOptions.Whole("--seed", 1, 0, "Draws the pairs.");
        var command = new Command("crashes", "Dies at every commit and every outgoing call of every scenario, on both sides, and at sampled pairs; exit code 1 on any violation")
        {
            pairs, seed,
        };
        command.SetAction((options, _) => RunAsync(options.GetValue(pairs), options.GetValue(seed)));
        return command;
    }

    private static async Task<int> RunAsync(int pairs, int seed)
    {
        await using var harness = await CrashHarness.CreateAsync();
        Dictionary<CrashScenario, int> points = [];
        List<CrashRun> lost = [];
        foreach (var scenario in CrashScenario.All)
        {
            var report = await harness.RunAllAsync(scenario);
            points[scenario] = report.Undisturbed.Points;
            lost.AddRange(report.Lost);
            Console.WriteLine(report);
        }

        var second = await harness.RunPairsAsync(points, pairs, seed);
        lost.AddRange(second.Where(run => !run.Survived));
        Console.WriteLine($"{pairs} pairs, seed {seed}: {second.Count(run => run.Died == 2)} died twice, {second.Count(run => run.Survived)} survived");
        lost.ForEach(run => Console.WriteLine(run));
        return lost.Count == 0 ? 0 : 1;
    }
}
