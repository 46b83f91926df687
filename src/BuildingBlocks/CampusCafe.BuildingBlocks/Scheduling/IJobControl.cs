using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>A job with its schedule, as the schedulers know it.</summary>
/// <param name="Name">Unique over all schedulers.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Scheduler"><c>cluster</c> for one that runs once for all hosts, <c>host</c> for one that runs on each.</param>
/// <param name="Schedule">When it runs; null for one that runs when there is something for it to do.</param>
/// <param name="SettingsSchedule">When it would run if nobody had decided otherwise; null where nobody can.</param>
/// <param name="NextFireAt">UTC; null when it isn't scheduled.</param>
/// <param name="PreviousFireAt">UTC; null when it hasn't run yet.</param>
/// <param name="State">Of its trigger: Normal and so on; None where it has none. Error as soon as one of its triggers is.</param>
/// <param name="WaitsByHand">A person has asked for a run that hasn't begun.</param>
public sealed record ScheduledJob(
    string Name,
    string Description,
    string Scheduler,
    string? Schedule,
    string? SettingsSchedule,
    DateTimeOffset? NextFireAt,
    DateTimeOffset? PreviousFireAt,
    string State,
    bool WaitsByHand)
{
    public bool CanBeRescheduled => SettingsSchedule is not null;

    /// <summary>It couldn't even be made: the scheduler leaves it alone until it is reset.</summary>
    public bool CannotStart => State == nameof(TriggerState.Error);
}

/// <summary>All jobs of all schedulers, and what can be done with them at once.</summary>
public interface IJobControl
{
    const string Cluster = ClusterScheduler.Name;
    const string Host = "host";

    /// <summary>By name, those that run once for all hosts first.</summary>
    Task<IReadOnlyList<ScheduledJob>> ListAsync(CancellationToken cancellationToken);

    /// <summary>As soon as a host is free to; one that waits already stands for this one, too. Also while it is paused.</summary>
    /// <returns>Whether there is such a job.</returns>
    Task<bool> RunNowAsync(string job, CancellationToken cancellationToken);

    /// <summary>Has a job tried again that couldn't be started.</summary>
    /// <returns>Whether it had.</returns>
    Task<bool> ResetAsync(string job, CancellationToken cancellationToken);

    /// <summary>What people have decided has changed: it counts here from now on, on other hosts within seconds.</summary>
    void Apply(IReadOnlyDictionary<string, JobOverride> decided);
}
