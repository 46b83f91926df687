namespace CampusCafe.BuildingBlocks.Operations;

/// <summary>A message that a module has written about an order.</summary>
public sealed record TrailMessage(
    string Module, long Sequence, Guid MessageId, string Type, string CorrelationId, Guid? CausationId, DateTimeOffset At);

/// <summary>That a consumer has dealt with a message.</summary>
public sealed record TrailDelivery(Guid MessageId, string Consumer, DateTimeOffset DeliveredAt, int Attempts, string Outcome);

/// <summary>One try of an outgoing call.</summary>
public sealed record TrailCall(
    string Module, Guid SubjectId, string Operation, int Number, string Outcome, string? Detail, string IdempotencyKey, Guid? CausationId,
    DateTimeOffset StartedAt, DateTimeOffset EndedAt);

/// <summary>What a module's messaging tables say about one order.</summary>
public interface IModuleTrail
{
    string Module { get; }

    /// <summary>Messages of the order, in the order in which they were written.</summary>
    Task<IReadOnlyList<TrailMessage>> MessagesAsync(string key, CancellationToken cancellationToken);

    /// <summary>Which of these messages this module's consumers have dealt with.</summary>
    Task<IReadOnlyList<TrailDelivery>> DeliveriesAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken);

    /// <summary>Tries of outgoing calls of the order.</summary>
    Task<IReadOnlyList<TrailCall>> CallsAsync(string key, CancellationToken cancellationToken);
}
