using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Makes a job run now instead of after the next look. Nudges coalesce: one that is waiting stands for all, and one that
/// comes while the job runs leaves one more run behind it.
/// </summary>
internal sealed partial class JobNudger(ISchedulerFactory schedulers, TimeProvider time, ILogger<JobNudger> logger)
{
    internal const string Wakes = "wake";

    internal const string Nudges = "nudge";

    internal const string Looks = "look";

    /// <summary>Those that wait. The scheduler knows them as well, but asking it costs more than a small transaction's statements.</summary>
    private readonly ConcurrentDictionary<string, bool> waiting = new();

    public async Task NudgeAsync(string job)
    {
        if (waiting.TryAdd(job, true) && !await ScheduleAsync(job, Nudges, at: null))
        {
            waiting.TryRemove(job, out _);
        }
    }

    /// <summary>For what isn't new: the job looks for all that there may be.</summary>
    public Task LookAsync(string job) => ScheduleAsync(job, Looks, at: null);

    /// <summary>For what falls due before the next look.</summary>
    public Task WakeAtAsync(string job, DateTimeOffset at) => ScheduleAsync(job, Wakes, at);

    /// <summary>Whether the run is somebody's nudge, and not a look or a wake.</summary>
    public static bool IsNudge(ITrigger trigger) => trigger.Key.Group == Nudges;

    /// <summary>The job begins a run, which finds all that was left for it until now.</summary>
    public void Begins(string job) => waiting.TryRemove(job, out _);

    private async Task<bool> ScheduleAsync(string job, string group, DateTimeOffset? at)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(CancellationToken.None);
            // The scheduler's own clock: by another one a trigger can be late for ever, and the scheduler never done with it.
            var trigger = TriggerBuilder.Create(time).WithIdentity(job, group).ForJob(job);
            trigger = at is { } moment ? trigger.StartAt(moment) : trigger.StartNow();
            // One that waits stands for this one, too; but not one that was made while the clock was ahead.
            await scheduler.ScheduleTrigger(trigger.Build(), TriggerConflict.KeepEarlier, CancellationToken.None);
            return true;
        }
        catch (SchedulerException exception)
        {
            // The commit stands; the next look will find what it left.
            LogNudgeFailed(logger, job, exception);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Debug, "Could not nudge {Job}; the next look will do.")]
    private static partial void LogNudgeFailed(ILogger logger, string job, Exception exception);
}
