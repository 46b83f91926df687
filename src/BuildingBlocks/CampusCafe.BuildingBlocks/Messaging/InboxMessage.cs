namespace CampusCafe.BuildingBlocks.Messaging;

public enum InboxOutcome
{
    Handled,
    Dead,
}

/// <summary>Proof that a consumer has dealt with a message, committed with the effect: an effect happens once however often the message comes.</summary>
public sealed class InboxMessage
{
    public required Guid MessageId { get; init; }

    public required string Consumer { get; init; }

    public required DateTimeOffset HandledAt { get; init; }

    /// <summary>How many tries it took, this one included.</summary>
    public required int Attempts { get; init; }

    public required InboxOutcome Outcome { get; init; }

    internal static InboxMessage Of(PendingMessage message, string consumer, int attempts, InboxOutcome outcome, DateTimeOffset now) => new()
    {
        MessageId = message.MessageId,
        Consumer = consumer,
        HandledAt = now,
        Attempts = attempts,
        Outcome = outcome,
    };
}
