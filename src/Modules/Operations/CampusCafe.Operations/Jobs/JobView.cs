using CampusCafe.BuildingBlocks.Scheduling;

namespace CampusCafe.Operations.Jobs;

/// <summary>A job with its schedule, what people have decided about it, and how its runs went.</summary>
/// <param name="Job">As the schedulers know it.</param>
/// <param name="IsPaused">It doesn't run by itself.</param>
/// <param name="ChangedBy">Who decided last about it; null when nobody has.</param>
/// <param name="ChangedAt">UTC.</param>
/// <param name="Version">Of what was decided; send it with a decision that is meant for what was looked at. 0 when nobody has.</param>
/// <param name="Running">Where it runs now. Of other hosts what they said of it at their last beat: some ten seconds ago, and thirty at most; of their relays only what a person has asked for.</param>
/// <param name="Last">The last run that is remembered.</param>
/// <param name="Runs">How many of the last hundred are remembered.</param>
/// <param name="Failures">Of these.</param>
/// <param name="P50">How long these took; null when there are none.</param>
/// <param name="P95">The same, exceeded by one in twenty.</param>
/// <param name="Minutes">On the host that answers, the last hour; what jobs show that run too often for a history.</param>
internal sealed record JobView(
    ScheduledJob Job,
    bool IsPaused,
    string? ChangedBy,
    DateTimeOffset? ChangedAt,
    int Version,
    IReadOnlyList<RunningView> Running,
    RunView? Last,
    int Runs,
    int Failures,
    TimeSpan? P50,
    TimeSpan? P95,
    IReadOnlyList<JobMinute> Minutes)
{
    public bool IsFailing => Fails(Job, Last);

    public static bool Fails(ScheduledJob job, RunView? last) => last?.Outcome == RunView.Failed || job.CannotStart;
}

/// <param name="Machine">Where it runs.</param>
/// <param name="IsHere">Whether that is the host that answers.</param>
/// <param name="IsByHand">Whether a person asked for it.</param>
/// <param name="StartedAt">UTC.</param>
internal sealed record RunningView(string Machine, bool IsHere, bool IsByHand, DateTimeOffset StartedAt);

/// <param name="Sequence">Its place in the history.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="IsByHand">Whether a person asked for it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Outcome">succeeded, failed, skipped or interrupted.</param>
/// <param name="Error">What was thrown; null unless it failed.</param>
internal sealed record RunView(long Sequence, string Machine, bool IsByHand, DateTimeOffset StartedAt, TimeSpan Duration, string Outcome, string? Error)
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    public static string NameOf(JobOutcome outcome) => outcome.ToString().ToLowerInvariant();
}

/// <summary>What came of a decision about a job.</summary>
internal enum JobDecision
{
    Done,

    /// <summary>There is no such job.</summary>
    Unknown,

    /// <summary>Somebody else has decided about it since it was looked at.</summary>
    Changed,

    /// <summary>It is so already, or there is nothing to do.</summary>
    Nothing,

    /// <summary>It runs when there is something to do.</summary>
    HasNoSchedule,
}
