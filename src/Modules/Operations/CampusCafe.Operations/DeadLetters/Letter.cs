using System.Text.Json;
using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>Names one dead letter: a message can die at several consumers.</summary>
internal readonly record struct LetterId(string Consumer, Guid MessageId);

/// <summary>A dead letter as operators see it.</summary>
/// <param name="Consumer">Who couldn't handle it.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Type">Its wire name with version.</param>
/// <param name="Key">What it is ordered by: the order's id.</param>
/// <param name="Status">dead, redriving or discarded.</param>
/// <param name="Attempts">All of them, redrives included.</param>
/// <param name="Errors">Of the attempts, oldest first; the last twenty.</param>
/// <param name="Payload">As it was written: JSON, unless that is what is wrong with it.</param>
/// <param name="CorrelationId">Of the checkout.</param>
/// <param name="CausationId">The message that caused it; null where a person or a clock did.</param>
/// <param name="OccurredAt">UTC: when it was written.</param>
/// <param name="DiedAt">UTC: when it was last given up.</param>
/// <param name="DiscardReason">Null unless it is discarded.</param>
/// <param name="DiscardedAt">UTC; null unless it is discarded.</param>
internal sealed record Letter(
    string Consumer,
    Guid MessageId,
    string Type,
    string Key,
    string Status,
    int Attempts,
    IReadOnlyList<string> Errors,
    string Payload,
    string CorrelationId,
    Guid? CausationId,
    DateTimeOffset OccurredAt,
    DateTimeOffset DiedAt,
    string? DiscardReason,
    DateTimeOffset? DiscardedAt)
{
    public static Letter Of(DeadLetter letter) => new(
        letter.Consumer,
        letter.MessageId,
        letter.Type,
        letter.Key,
        NameOf(letter.Status),
        letter.Attempts,
        letter.Errors,
        letter.Payload,
        letter.CorrelationId,
        letter.CausationId,
        letter.OccurredAt,
        letter.DiedAt,
        letter.DiscardReason,
        letter.DiscardedAt);

    public static string NameOf(DeadLetterStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
