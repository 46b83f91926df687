namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// One row of a module's append-only message log, written in the transaction of the state change that it speaks of.
/// Column names are those which Debezium's outbox event router expects.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Primary key. Per aggregate it ascends in commit order, because the same transaction bumps the aggregate's version.</summary>
    public long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required string AggregateType { get; init; }

    /// <summary>The ordering key.</summary>
    public required string AggregateId { get; init; }

    /// <summary>The wire name with its version.</summary>
    public required string Type { get; init; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }

    public required string CorrelationId { get; init; }

    public required Guid? CausationId { get; init; }

    public required string? TraceParent { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
}
