using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;

namespace CampusCafe.BuildingBlocks.Messaging;

public enum DeadLetterStatus
{
    Dead,

    /// <summary>To be handled once more: the relay reads it as one more source.</summary>
    Redriving,

    /// <summary>Given up for good by a person; kept for the record until retention deletes it.</summary>
    Discarded,
}

/// <summary>A message that exhausted its attempts, kept whole so that it can be redriven. Raises attention for its order.</summary>
public sealed class DeadLetter : AggregateRoot, ICorrelated
{
    /// <summary>Longest reason for discarding one, in characters.</summary>
    public const int MaxReasonLength = 500;

    public required Guid MessageId { get; init; }

    public required string Consumer { get; init; }

    public required string Key { get; init; }

    public required string Type { get; init; }

    public required string Payload { get; init; }

    public required string CorrelationId { get; init; }

    public required Guid? CausationId { get; init; }

    public required string? TraceParent { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset DiedAt { get; set; }

    public DeadLetterStatus Status { get; private set; }

    /// <summary>Over all redrives.</summary>
    public int Attempts { get; private set; }

    /// <summary>Of all attempts, oldest first; the last few.</summary>
    public IReadOnlyList<string> Errors { get; private set; } = [];

    /// <summary>Why a person gave it up; null unless it is discarded.</summary>
    public string? DiscardReason { get; private set; }

    public DateTimeOffset? DiscardedAt { get; private set; }

    public override string AggregateType => "dead-letter";

    /// <summary>One for each letter: settling one must not silence another.</summary>
    private string AttentionReason => $"dead_letter.{Consumer}.{MessageId}";

    void ICorrelated.Correlate(string correlationId)
    {
    }

    /// <summary>The attempts are exhausted, for the first time or again.</summary>
    /// <param name="attempts">All of them so far, redrives included.</param>
    /// <param name="errors">Theirs, oldest first.</param>
    /// <param name="now">The time.</param>
    public void Bury(int attempts, IReadOnlyList<string> errors, DateTimeOffset now)
    {
        Status = DeadLetterStatus.Dead;
        Attempts = attempts;
        Errors = errors;
        DiedAt = now;
        (DiscardReason, DiscardedAt) = (null, null);
        if (OrderOfKey is { } orderId)
        {
            Send(new AttentionRaised(orderId, AttentionReason));
        }
    }

    /// <summary>To be handled once more. The inbox has to forget it in the same transaction.</summary>
    public void Redrive() => Status = DeadLetterStatus.Redriving;

    /// <summary>Handled at last: the row goes, and so does the call for attention.</summary>
    public void Settle() => ClearAttention();

    /// <summary>Never to be handled: a person has seen to it, and it no longer calls for one.</summary>
    public void Discard(string reason, DateTimeOffset now)
    {
        Status = DeadLetterStatus.Discarded;
        DiscardReason = reason;
        DiscardedAt = now;
        ClearAttention();
    }

    private void ClearAttention()
    {
        if (OrderOfKey is { } orderId)
        {
            Send(new AttentionCleared(orderId, AttentionReason));
        }
    }

    // A dead call for attention must not call for attention.
    private OrderId? OrderOfKey =>
        Guid.TryParse(Key, out var id) && !Type.StartsWith("attention.", StringComparison.Ordinal) ? new OrderId(id) : null;
}
