namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// A key whose first message failed: left out of reads until its next attempt, while all other keys flow. With no attempt
/// counted, its first message was written by a newer program: due for hosts that can read it, left out by those that can't.
/// </summary>
public sealed class OutboxStall
{
    public required string Consumer { get; init; }

    public required string Key { get; init; }

    public required Guid MessageId { get; set; }

    public required int Attempts { get; set; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public required string LastError { get; set; }

    /// <summary>Of all attempts, oldest first; the last few. What a dead letter will tell.</summary>
    public required IReadOnlyList<string> Errors { get; set; }
}
