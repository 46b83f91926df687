using System.Text.Json;
using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.BuildingBlocks.Operations;

/// <summary>Which messages are meant; null for any.</summary>
/// <param name="Consumer">For whom; says nothing where messages have no consumer yet.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Key">The ordering key: the order's id.</param>
/// <param name="Text">Somewhere in the payload.</param>
public sealed record MessageSearch(string? Consumer = null, string? Type = null, string? Key = null, string? Text = null)
{
    /// <summary>Whether an index doesn't find them: then a search looks through a bounded number.</summary>
    internal bool LooksThrough => Type is not null || Text is not null;

    /// <summary>As JSON has it: what isn't ASCII, and some of what is, is escaped there.</summary>
    internal string EscapedText => Escape(Text ?? string.Empty);

    internal static string Escape(string text) => JsonEncodedText.Encode(text).ToString();
}

/// <summary>A part of a listing.</summary>
/// <param name="Rows">What fits.</param>
/// <param name="Next">Where the next part begins; null when there is no more.</param>
/// <param name="LookedBackTo">UTC: how far a search came that ended before it had found enough; null for one that didn't.</param>
public sealed record Part<TRow>(IReadOnlyList<TRow> Rows, long? Next, DateTimeOffset? LookedBackTo = null);

/// <summary>A message as its module's log has it.</summary>
/// <param name="Module">Who wrote it.</param>
/// <param name="Sequence">Its place in that module's log.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Key">The ordering key: the order's id.</param>
/// <param name="OccurredAt">UTC: when it was written.</param>
public sealed record LoggedMessage(string Module, long Sequence, Guid MessageId, string Type, string Key, DateTimeOffset OccurredAt);

/// <summary>A message that waits for a consumer.</summary>
/// <param name="Message">The message.</param>
/// <param name="Consumer">For whom.</param>
/// <param name="Sequence">Its place in that consumer's queue.</param>
/// <param name="IsHeldBack">Whether its key is stalled: it waits for what is before it, or for its own next attempt.</param>
public sealed record PendingRow(LoggedMessage Message, string Consumer, long Sequence, bool IsHeldBack);

/// <summary>A key whose first message failed.</summary>
/// <param name="Message">The one that failed; null when its log doesn't have it any more.</param>
/// <param name="Module">In whose outbox.</param>
/// <param name="Consumer">Who failed.</param>
/// <param name="Key">What is held back.</param>
/// <param name="Sequence">Of its delivery.</param>
/// <param name="Attempts">Failed so far.</param>
/// <param name="NextAttemptAt">UTC.</param>
/// <param name="Errors">Of the attempts, oldest first; the last twenty.</param>
public sealed record StalledRow(
    LoggedMessage? Message, string Module, string Consumer, string Key, long Sequence, int Attempts, DateTimeOffset NextAttemptAt, IReadOnlyList<string> Errors);

/// <summary>What a module's outbox holds, for people: bounded reads by key, however long its log and its queue.</summary>
public interface IModuleMessages
{
    string Module { get; }

    /// <summary>What waits, in the order of the queue.</summary>
    Task<Part<PendingRow>> PendingAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken);

    /// <summary>What is held back, in the order of the queue.</summary>
    Task<Part<StalledRow>> StalledAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken);

    /// <summary>How many keys of each consumer are held back.</summary>
    Task<IReadOnlyDictionary<string, int>> CountStalledAsync(CancellationToken cancellationToken);

    /// <summary>What was written, newest first; from the newest on when <paramref name="before"/> is null.</summary>
    Task<Part<LoggedMessage>> LogAsync(MessageSearch search, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>The last place in the log: whether something was written since.</summary>
    Task<long> NewestAsync(CancellationToken cancellationToken);

    /// <summary>One message with all its columns; null when the log doesn't have it, or not any more.</summary>
    Task<OutboxMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken);
}
