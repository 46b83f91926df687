using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Soak;

/// <summary><c>soak</c>: load, faults, cancels and SIGKILLs for as long as one likes, and then the audit.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var minutes = CommonOptions.Positive("--minutes", 10, "How long orders come and the host is killed.");
        var seed = CommonOptions.Whole("--seed", 1, 0, "Draws carts, cancels, faults and the times of the kills.");
        var rate = CommonOptions.Positive("--rate", 5, "Orders per second, at random moments.");
        var folder = CommonOptions.Folder();
        var command = new Command("soak", "Orders, cancels, restocks and providers' faults while the host is killed every 3 to 8 s; exit code 1 on any violation")
        {
            minutes, seed, rate, folder,
        };
        command.SetAction((options, _) => new SoakRun(options.GetValue(minutes), options.GetValue(seed), options.GetValue(rate)).RunAsync(options.GetValue(folder)));
        return command;
    }
}
