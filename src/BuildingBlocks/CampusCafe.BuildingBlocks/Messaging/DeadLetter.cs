using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Persistence;

namespace CampusCafe.BuildingBlocks.Messaging;

public enum DeadLetterStatus
{
    Dead,

    /// <summary>To be handled once more: the relay reads it as one more source.</summary>
    Redriving,
}

/// <summary>A message that exhausted its attempts, kept whole so that it can be redriven. Raises attention for its order.</summary>
public sealed class DeadLetter : AggregateRoot, ICorrelated
{
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
        if (OrderOfKey is { } orderId)
        {
            Send(new AttentionRaised(orderId, AttentionReason));
        }
    }

    /// <summary>To be handled once more: the inbox forgets it, and the relay reads it as one more source. Saved by the caller.</summary>
    public async Task RedriveAsync(ModuleDbContext context, CancellationToken cancellationToken)
    {
        if (await context.FindAsync<InboxMessage>([MessageId, Consumer], cancellationToken) is { } dealtWith)
        {
            context.Remove(dealtWith);
        }

        Status = DeadLetterStatus.Redriving;
    }

    /// <summary>Handled at last: the row goes, and so does the call for attention.</summary>
    public void Settle()
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
