namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A delivery that is due, with its message.</summary>
/// <param name="Source">The module whose outbox it comes from; null for a dead letter that is redriven.</param>
/// <param name="DeliverySequence">The delivery's key at the source.</param>
/// <param name="MessageId">The message's id: what the inbox knows it by.</param>
/// <param name="Key">The ordering key.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Payload">JSON.</param>
/// <param name="CorrelationId">Carried on.</param>
/// <param name="CausationId">The message that caused this one.</param>
/// <param name="TraceParent">W3C trace context.</param>
/// <param name="OccurredAt">When it was written.</param>
/// <param name="FailedAttempts">How often it has failed alone.</param>
/// <param name="Errors">Of those attempts, oldest first; null when there were none.</param>
internal sealed record PendingMessage(
    string? Source,
    long DeliverySequence,
    Guid MessageId,
    string Key,
    string Type,
    string Payload,
    string CorrelationId,
    Guid? CausationId,
    string? TraceParent,
    DateTimeOffset OccurredAt,
    int FailedAttempts,
    IReadOnlyList<string>? Errors)
{
    /// <summary>The history with one more failure.</summary>
    public IReadOnlyList<string> ErrorsWith(string error) => [.. (Errors ?? []).TakeLast(MessagingModel.MaxErrors - 1), error];

    /// <summary>Why it waits while only older programs look at it.</summary>
    public string ReasonToLeaveToNewer => $"{Type} was written by a newer program, and waits for a host that runs it.";
}
