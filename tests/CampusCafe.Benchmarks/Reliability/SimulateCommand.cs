using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;
using CampusCafe.Testing.Simulation;

namespace CampusCafe.Benchmarks.Reliability;

/// <summary><c>simulate</c>: seeds of everything going wrong at once; of each that fails, the shortest story found.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seed = CommonOptions.Whole("--seed", 1, 0, "The first seed.");
        var seeds = CommonOptions.Whole("--seeds", 1, 1, "How many, one after the other.");
        var orders = CommonOptions.Whole("--orders", 4, 1, "Customers of each.");
        var steps = new Option<int?>("--steps") { Description = "Only so many steps of trouble, as a failure prints them; only with one seed" };
        var trace = new Option<bool>("--trace") { Description = "Prints every step; only with one seed" };
        var stop = new Option<bool>("--stop") { Description = "Begins no more seeds once one has failed" };
        var command = new Command("simulate", "The whole shop one step at a time, by seed: duplicates, disorder, crashes, lost replies, clock jumps; exit code 1 on any violation")
        {
            seed, seeds, orders, steps, trace, stop,
        };
        command.SetAction((options, _) => options.GetValue(seeds) == 1
            ? OneAsync(PlanOf(options.GetValue(seed), options.GetValue(orders), options.GetValue(steps)), options.GetValue(trace))
            : ManyAsync(options.GetValue(seed), options.GetValue(seeds), options.GetValue(orders), options.GetValue(stop)));
        return command;
    }

    private static SimulationPlan PlanOf(int seed, int orders, int? steps)
    {
        var plan = SimulationPlan.Of(seed, orders);
        return steps is { } shorter ? plan with { Steps = shorter } : plan;
    }

    private static async Task<int> OneAsync(SimulationPlan plan, bool trace)
    {
        await using var template = await Shop.TemplateAsync();
        var run = await Simulation.RunAsync(plan, template);
        foreach (var line in run.Trace.Where(_ => trace))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{plan}: {(run.Holds ? "holds" : string.Join("; ", run.Violations))}");
        return run.Holds ? 0 : 1;
    }

    private static async Task<int> ManyAsync(int seed, int seeds, int orders, bool stopAtFirst)
    {
        await using var template = await Shop.TemplateAsync();
        var report = await Simulations.RunAsync(seed, seeds, orders, template, Console.WriteLine, stopAtFirst);
        Console.WriteLine(report);
        return report.Broken.Count == 0 ? 0 : 1;
    }
}
