using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>What the commands have in common that measure the core on PostgreSQL.</summary>
internal static class BenchOptions
{
    public static Option<string?> Connection() => new("--connection")
    {
        Description = "A PostgreSQL to measure on, as a superuser's connection string [default: one made from this machine's binaries]",
    };

    /// <returns>The command's exit code.</returns>
    public static async Task<int> OnServerAsync(string? connection, DirectoryInfo? folder, Func<BenchServer, Task<int>> work)
    {
        try
        {
            await using var server = await BenchServer.OpenAsync(connection, folder);
            return await work(server);
        }
        catch (BenchServerException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>All contenders, round after round, there and back: whatever the machine does to whoever comes first or last, it does to both.</summary>
    public static async Task<IReadOnlyDictionary<ContenderName, List<T>>> InTurnsAsync<T>(
        BenchServer server, IReadOnlyList<ContenderName> contenders, WorkloadName workload, int rounds, params IReadOnlyList<string> options)
    {
        var runs = contenders.ToDictionary(contender => contender, _ => new List<T>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                runs[contender].Add(await RunAsync<T>(server, contender, workload, options));
                Output.Progress($"{workload}, round {round + 1}: {contender} {runs[contender][^1]}");
            }
        }

        return runs;
    }

    /// <summary>One contender on a database of its own.</summary>
    private static async Task<T> RunAsync<T>(BenchServer server, ContenderName contender, WorkloadName workload, params IEnumerable<string> options)
    {
        var (owner, measured) = await server.CreateDatabaseAsync();
        try
        {
            string[] fixedOnes = [$"{contender}", $"{workload}", $"--owner={owner}", $"--measured={measured}"];
            return await ContenderProcess.RunAsync<T>(fixedOnes.Concat(options));
        }
        finally
        {
            await server.DropDatabaseAsync(owner);
        }
    }
}
