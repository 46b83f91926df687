using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>The dead letters of all consumers: what routes and pages for operators look at and decide about.</summary>
internal sealed class DeadLetterDesk(IEnumerable<IDeadLetters> all)
{
    private readonly IDeadLetters[] all = [.. all.OrderBy(letters => letters.Consumer, StringComparer.Ordinal)];

    public IReadOnlyList<string> Consumers => [.. all.Select(letters => letters.Consumer)];

    public bool IsConsumer(string name) => Of(name) is not null;

    /// <summary>Newest first; a full page may have more behind it.</summary>
    /// <param name="consumer">Whose; null for all.</param>
    /// <param name="filter">Which.</param>
    /// <param name="after">The last letter of the page before; null for the first page.</param>
    /// <param name="limit">Most letters in a page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        string? consumer, DeadLetterFilter filter, DeadLetterCursor? after, int limit, CancellationToken cancellationToken)
    {
        List<DeadLetter> found = [];
        foreach (var letters in Those(consumer))
        {
            found.AddRange(await letters.ListAsync(filter, after, limit, cancellationToken));
        }

        // A stable sort: what died at one time stays in the order of consumers, and in that of each one's database.
        return [.. found.OrderByDescending(letter => letter.DiedAt).Take(limit)];
    }

    /// <summary>Null when there is no such letter, or no such consumer.</summary>
    public async Task<DeadLetter?> FindAsync(LetterId id, CancellationToken cancellationToken) =>
        Of(id.Consumer) is { } letters ? await letters.FindAsync(id.MessageId, cancellationToken) : null;

    /// <summary>Gives a letter up for good.</summary>
    /// <returns>What it was: only a dead one is discarded. Null when it isn't there.</returns>
    public async Task<DeadLetterStatus?> DiscardAsync(LetterId id, string reason, CancellationToken cancellationToken) =>
        Of(id.Consumer) is { } letters ? await letters.DiscardAsync(id.MessageId, reason, cancellationToken) : null;

    /// <summary>Those that were written first, of the dead ones that fit.</summary>
    public async Task<IReadOnlyList<LetterId>> OldestDeadAsync(
        string? consumer, DeadLetterFilter filter, int limit, CancellationToken cancellationToken)
    {
        List<(LetterId Id, DateTimeOffset OccurredAt)> found = [];
        foreach (var letters in Those(consumer))
        {
            var oldest = await letters.OldestDeadAsync(filter, limit, cancellationToken);
            found.AddRange(oldest.Select(letter => (new LetterId(letters.Consumer, letter.Key), letter.Value)));
        }

        return [.. found.OrderBy(letter => letter.OccurredAt).Take(limit).Select(letter => letter.Id)];
    }

    public async Task<int> CountDeadAsync(string? consumer, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var letters in Those(consumer))
        {
            count += await letters.CountAsync(filter with { Status = DeadLetterStatus.Dead }, cancellationToken);
        }

        return count;
    }

    /// <param name="name">As stored.</param>
    /// <returns>Null when there is no such consumer.</returns>
    public IDeadLetters? Of(string name) => all.FirstOrDefault(letters => letters.Consumer == name);

    private IEnumerable<IDeadLetters> Those(string? consumer) => all.Where(letters => consumer is null || letters.Consumer == consumer);
}
