namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// A key whose first message failed: left out of reads until its next attempt, while all other keys flow. With no attempt
/// counted, its first message was written by a newer program: due for hosts that can read it, left out by those that can't.
/// </summary>
public sealed class OutboxStall
{
    /// <summary>The delivery of one that an older program wrote: found by its message.</summary>
    internal const long Unplaced = 0;

    public required string Consumer { get; init; }

    public required string Key { get; init; }

    public required Guid MessageId { get; init; }

    /// <summary>Of the delivery that failed, which is the key's first.</summary>
    public required long DeliverySequence { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset NextAttemptAt { get; init; }

    public required string LastError { get; init; }

    /// <summary>Of all attempts, oldest first; the last few. What a dead letter will tell.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>After a failure.</summary>
    internal static OutboxStall After(FailedMessage failure, string consumer, DateTimeOffset nextAttemptAt) => new()
    {
        Consumer = consumer,
        Key = failure.Message.Key,
        MessageId = failure.Message.MessageId,
        DeliverySequence = failure.Message.DeliverySequence,
        Attempts = failure.Attempts,
        NextAttemptAt = nextAttemptAt,
        LastError = failure.Error,
        Errors = failure.Message.ErrorsWith(failure.Error),
    };

    /// <summary>With no attempt counted, and due for everyone.</summary>
    internal static OutboxStall ForNewer(PendingMessage message, string consumer) => new()
    {
        Consumer = consumer,
        Key = message.Key,
        MessageId = message.MessageId,
        DeliverySequence = message.DeliverySequence,
        Attempts = message.FailedAttempts,
        NextAttemptAt = message.OccurredAt,
        LastError = message.ReasonToLeaveToNewer,
        Errors = message.Errors ?? [],
    };
}
