using System.Collections.Concurrent;
using System.Diagnostics;

namespace CampusCafe.Testing;

/// <summary>One of our programs as a process of its own, to be measured and killed.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const string Listening = "Now listening on: ";

    /// <summary>20: enough to see why a program ended.</summary>
    private const int LastLines = 20;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public string Url => address.Task.IsCompletedSuccessfully ? address.Task.Result : throw new InvalidOperationException("It doesn't listen yet.");

    /// <summary>Its last lines.</summary>
    public string LastOutput => string.Join('\n', lines);

    /// <summary>What the program has used so far: processor time, and memory that is really there (RSS), in bytes.</summary>
    public (TimeSpan Cpu, long Memory) Used
    {
        get
        {
            process.Refresh();
            return (process.TotalProcessorTime, process.WorkingSet64);
        }
    }

    /// <summary>Starts <c>name.dll</c>, which the build puts beside whoever references its project, and waits until it listens.</summary>
    public static async Task<ChildProgram> StartAsync(string name, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory, // Where its appsettings.json is.
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var program = new ChildProgram(new Process { StartInfo = start });
        program.Run();
        try
        {
            await program.address.Task;
            return program;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing of the program runs any more, no matter what it was at.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM: it may finish what it is at.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: it does nothing any more, and its connections and sessions stay as they are.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on as if nothing had been.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>Whoever interrupts a benchmark leaves no program behind.</summary>
    private void End(object? sender, EventArgs e) => process.Kill();

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"SIG{signal} could not be sent.");
        }
    }

    private void Run()
    {
        AppDomain.CurrentDomain.ProcessExit += End;

        // Read to the end: a program whose output nobody takes stands still once the pipe is full.
        process.OutputDataReceived += (_, output) => Read(output.Data);
        process.ErrorDataReceived += (_, output) => Keep(output.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        Keep(line);
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException($"The program ended before it listened: {LastOutput}"));
        }
        else if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(line[(at + Listening.Length)..].Split('"')[0].Trim()); // The line may be JSON.
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            while (lines.Count > LastLines)
            {
                lines.TryDequeue(out _);
            }
        }
    }
}
