using CampusCafe.BuildingBlocks.Scheduling;

namespace CampusCafe.Operations.Hosts;

/// <summary>A host on this database, as it says of itself every few seconds.</summary>
internal sealed class LivingHost
{
    public const int MaxText = 255;

    /// <summary>Of one process, from its start to its end.</summary>
    public required Guid Id { get; init; }

    public required string Machine { get; init; }

    public required int ProcessId { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>What was under way then.</summary>
    public required IReadOnlyList<RunningJob> Running { get; set; }
}
