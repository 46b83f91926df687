using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.BuildingBlocks.Operations;

/// <summary>Which dead letters are meant; null for any.</summary>
/// <param name="Type">Wire name with version.</param>
/// <param name="Key">The ordering key.</param>
/// <param name="Status">Dead, redriving or discarded.</param>
/// <param name="Text">Somewhere in the payload, as it is written there, or in the errors. No index finds it: the search looks through all that fit otherwise.</param>
public sealed record DeadLetterFilter(string? Type = null, string? Key = null, DeadLetterStatus? Status = null, string? Text = null);

/// <summary>The last letter of a page, newest first over all consumers: by time of death, then consumer, then message id.</summary>
public sealed record DeadLetterCursor(DateTimeOffset DiedAt, string Consumer, Guid MessageId);

/// <summary>The dead letters of one consumer, which lie in its own schema.</summary>
public interface IDeadLetters
{
    string Consumer { get; }

    /// <summary>Newest first; only those behind the cursor.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter, DeadLetterCursor? after, int limit, CancellationToken cancellationToken);

    Task<DeadLetter?> FindAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>Of the dead ones that fit (neither redriven now nor discarded), those that were written first, by message id with the time.</summary>
    Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OldestDeadAsync(DeadLetterFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>How many fit.</summary>
    Task<int> CountAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>The status of those that are there. A letter that is handled is gone.</summary>
    Task<IReadOnlyDictionary<Guid, DeadLetterStatus>> StatusesAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken);

    /// <summary>Has the dead ones among them handled once more: in one transaction, after which the relay goes on whatever becomes of the caller.</summary>
    /// <returns>What each of those that are there was; those that were dead are redriven.</returns>
    Task<IReadOnlyDictionary<Guid, DeadLetterStatus>> RedriveAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken);

    /// <summary>Gives a dead letter up for good, with a reason of at most <see cref="DeadLetter.MaxReasonLength"/> characters.</summary>
    /// <returns>What it was: only a dead one is discarded. Null when it isn't there.</returns>
    Task<DeadLetterStatus?> DiscardAsync(Guid messageId, string reason, CancellationToken cancellationToken);
}
