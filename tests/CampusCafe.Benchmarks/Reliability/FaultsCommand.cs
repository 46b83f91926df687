using System.CommandLine;
using CampusCafe.Testing.Faults;

namespace CampusCafe.Benchmarks.Reliability;

/// <summary><c>faults</c>: the fault matrix.</summary>
internal static class FaultsCommand
{
    public static Command Create()
    {
        var command = new Command("faults", "Every outgoing operation in every way that a provider can go wrong, once and for longer than the deadline; prints the matrix; exit code 1 when a row is wrong");
        command.SetAction(async (_, _) =>
        {
            await using var matrix = await FaultMatrix.CreateAsync();
            var table = await matrix.RunAllAsync();
            Console.WriteLine(table);
            Console.WriteLine(table.ToMarkdown());
            return table.Wrong.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
