using System.Diagnostics;
using System.Text.Json;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>
/// Runs one contender through one workload in a process of its own: memory and processor time are its alone, and
/// nothing that an earlier one left compiled or pooled is in its favour.
/// </summary>
internal static class ContenderProcess
{
    /// <typeparam name="T">What the workload finds out.</typeparam>
    /// <exception cref="InvalidOperationException">It failed, or lost or repeated an effect.</exception>
    public static async Task<T> RunAsync<T>(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CampusCafe.Benchmarks.dll"));
        start.ArgumentList.Add(ContenderCommand.Name);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(output.TrimEnd().Split('\n')[^1])!
            : throw new InvalidOperationException($"The contender ended with {process.ExitCode}: {output}");
    }
}
