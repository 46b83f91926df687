using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;
using CampusCafe.Testing.Fuzzing;

namespace CampusCafe.Benchmarks.Reliability;

/// <summary><c>fuzz</c>: spoilt requests to every route that the host has.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        var seed = CommonOptions.Whole("--seed", 1, 0, "Draws the requests.");
        var inputs = CommonOptions.Whole("--inputs", 100_000, 1, "How many.");
        var index = new Option<int?>("--index") { Description = "Only this request of the seed, as a failure prints it" };
        var command = new Command("fuzz", "Malformed, huge, deep, ill-encoded requests to every route; exit code 1 when the host fails, hangs or answers wrongly")
        {
            seed, inputs, index,
        };
        command.SetAction((options, _) => options.GetValue(index) is { } one
            ? RepeatAsync(options.GetValue(seed), one)
            : RunAsync(options.GetValue(seed), options.GetValue(inputs)));
        return command;
    }

    private static async Task<int> RepeatAsync(int seed, int index)
    {
        await using var shop = await Shop.OpenAsync();
        Console.WriteLine(await Fuzzer.RepeatAsync(shop, seed, index));
        return 0;
    }

    private static async Task<int> RunAsync(int seed, int inputs)
    {
        await using var shop = await Shop.OpenAsync();
        var report = await Fuzzer.RunAsync(shop, seed, inputs);
        Console.WriteLine(report);
        return report.Failures.Count == 0 ? 0 : 1;
    }
}
