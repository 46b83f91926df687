using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>One try of an outgoing call, append-only: what people see on a timeline.</summary>
public sealed class CallTry
{
    public long Sequence { get; init; }

    public required Guid SubjectId { get; init; }

    public required string Operation { get; init; }

    public required OrderId OrderId { get; init; }

    public required int Number { get; init; }

    public required string IdempotencyKey { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required CallOutcome Outcome { get; init; }

    public required string? Detail { get; init; }
}
