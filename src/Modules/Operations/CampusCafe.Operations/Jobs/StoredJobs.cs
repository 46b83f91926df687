using CampusCafe.BuildingBlocks.Scheduling;

namespace CampusCafe.Operations.Jobs;

/// <summary>A run that has ended: the history.</summary>
internal sealed class StoredRun
{
    public const int MaxName = 128;
    public const int MaxError = 4000;

    public long Sequence { get; private init; }

    public required string Job { get; init; }

    /// <summary>Where it ran.</summary>
    public required string Machine { get; init; }

    /// <summary>The process there, as it is among the hosts while it lives.</summary>
    public required Guid HostId { get; init; }

    public required bool IsByHand { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long DurationMicroseconds { get; init; }

    public required JobOutcome Outcome { get; init; }

    public string? Error { get; init; }

    public TimeSpan Duration => TimeSpan.FromMicroseconds(DurationMicroseconds);
}

/// <summary>What a person has decided about a job: kept until it is taken back, whoever starts and stops meanwhile.</summary>
internal sealed class StoredOverride
{
    public required string Job { get; init; }

    public bool IsPaused { get; set; }

    /// <summary>As <see cref="JobSchedule"/> writes it; null for the settings'.</summary>
    public string? Schedule { get; set; }

    public DateTimeOffset? InterruptBefore { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Counts the decisions: who decides on an old one is told so.</summary>
    public int Version { get; set; }

    /// <summary>A schedule that never fires again gives way to the settings'.</summary>
    public JobOverride ToOverride(DateTimeOffset now) => new(IsPaused, JobSchedule.TryParse(Schedule, now, out _), InterruptBefore);
}
