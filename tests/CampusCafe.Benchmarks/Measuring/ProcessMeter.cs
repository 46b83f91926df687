using System.Diagnostics;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>What a process uses over a while.</summary>
/// <param name="CpuPercentOfCore">100 is one core, all the time.</param>
/// <param name="MemoryMiB">RSS at the end.</param>
/// <param name="PeakMemoryMiB">The highest RSS that was seen, looking twice a second.</param>
internal sealed record Usage(double CpuPercentOfCore, double MemoryMiB, double PeakMemoryMiB)
{
    public override string ToString() => $"{CpuPercentOfCore} % of a core, {MemoryMiB} MiB at the end, {PeakMemoryMiB} MiB at most";
}

/// <summary>Looks at a process from outside, from now until it is asked.</summary>
internal sealed class ProcessMeter : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly Func<(TimeSpan Cpu, long Memory)> used;
    private readonly Stopwatch elapsed = Stopwatch.StartNew();
    private readonly TimeSpan cpuBefore;
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;
    private long peak;

    public ProcessMeter(Func<(TimeSpan Cpu, long Memory)> used)
    {
        this.used = used;
        (cpuBefore, peak) = used();
        watching = WatchAsync();
    }

    public Usage Read()
    {
        var (cpu, memory) = used();
        return new Usage(Math.Round((cpu - cpuBefore) / elapsed.Elapsed * 100, 2), MiB(memory), MiB(Math.Max(memory, Volatile.Read(ref peak))));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            Volatile.Write(ref peak, Math.Max(used().Memory, Volatile.Read(ref peak)));
        }
    }

    private static double MiB(long bytes) => Math.Round(bytes / 1024.0 / 1024.0, 1);
}
