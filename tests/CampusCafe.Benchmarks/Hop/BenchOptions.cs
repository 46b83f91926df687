using System.CommandLine;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>What the commands have in common that measure the core on PostgreSQL.</summary>
internal static class BenchOptions
{
    public static Option<string?> Connection() => new("--connection")
    {
        Description = "A PostgreSQL to measure on, as a superuser's connection string [default: one made from this machine's binaries]",
    };

    /// <returns>The command's exit code.</returns>
    public static async Task<int> OnServerAsync(string? connection, DirectoryInfo? folder, Func<BenchServer, Task> work)
    {
        try
        {
            await using var server = await BenchServer.OpenAsync(connection, folder);
            await work(server);
            return 0;
        }
        catch (BenchServerException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>One contender on a database of its own.</summary>
    public static async Task<T> RunAsync<T>(BenchServer server, ContenderName contender, WorkloadName workload, params IEnumerable<string> options)
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
