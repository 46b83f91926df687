namespace CampusCafe.BuildingBlocks.Scheduling;

public enum JobOutcome
{
    Succeeded,
    Failed,

    /// <summary>It found that there was nothing to do, or that the run before it wasn't done yet.</summary>
    Skipped,

    /// <summary>A person ended it.</summary>
    Interrupted,
}

/// <summary>A run that has ended.</summary>
/// <param name="Job">Its name.</param>
/// <param name="IsByHand">Whether a person asked for it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">What was thrown; null unless it failed.</param>
public sealed record JobRun(string Job, bool IsByHand, DateTimeOffset StartedAt, TimeSpan Duration, JobOutcome Outcome, string? Error);

/// <summary>Keeps the runs of jobs that run once for all hosts, and of others those that failed, the first that went well after that or after the host's start, and those that a person asked for. Relays run hundreds of times a minute: those are rates (<see cref="JobBoard"/>).</summary>
public interface IJobJournal
{
    /// <summary>Never waits and never throws: a job isn't held up by its history.</summary>
    void Record(JobRun run);
}

/// <summary>What a person has decided about a job, for all hosts.</summary>
/// <param name="IsPaused">It doesn't run by itself; by hand it does.</param>
/// <param name="Schedule">Instead of the settings'; null for theirs.</param>
/// <param name="InterruptBefore">UTC: runs that began before are ended; null when none is meant.</param>
public sealed record JobOverride(bool IsPaused, JobSchedule? Schedule, DateTimeOffset? InterruptBefore);

/// <summary>A job that runs on this host now.</summary>
/// <param name="Job">Its name.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="IsByHand">Whether a person asked for it.</param>
public sealed record RunningJob(string Job, DateTimeOffset StartedAt, bool IsByHand);

/// <summary>How often a job has run on this host, minute by minute.</summary>
/// <param name="At">UTC: the minute's begin.</param>
/// <param name="Runs">Runs that ended in it.</param>
/// <param name="Failures">Of these.</param>
/// <param name="Busy">How long they took together.</param>
public sealed record JobMinute(DateTimeOffset At, int Runs, int Failures, TimeSpan Busy);
