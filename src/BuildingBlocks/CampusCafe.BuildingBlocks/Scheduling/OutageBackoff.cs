using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Around every job: one that runs into an outage of the database is left alone for a moment, and for longer each time,
/// whatever polls and nudges it. Nothing is lost, as what there is to do is in the tables.
/// </summary>
internal sealed class OutageBackoff(DatabaseGate gate, OutageLog outages, TimeProvider time) : IJobExecutionMiddleware
{
    private const double Jitter = 0.5;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>5 s: a dozen jobs then ask a dead database twice a second in all, and work goes on soon after there is room.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<JobKey, Pause> pauses = new();

    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail.Key;
        Pause? pause = null;
        if (!gate.IsOpen || (pauses.TryGetValue(job, out pause) && time.GetElapsedTime(pause.Since) < pause.Length))
        {
            return;
        }

        try
        {
            await next(context, cancellationToken);
            pauses.TryRemove(job, out _);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && outages.IsOutage(exception))
        {
            outages.Report(job.Name, exception);
            var failures = (pause?.Failures ?? 0) + 1;
            pauses[job] = new Pause(failures, time.GetTimestamp(), Backoff.After(failures, First, Longest, Jitter));
        }
    }

    /// <param name="Failures">In a row.</param>
    /// <param name="Since">A timestamp: clocks are put back, pauses aren't prolonged by that.</param>
    /// <param name="Length">How long the job is left alone.</param>
    private sealed record Pause(int Failures, long Since, TimeSpan Length);
}
