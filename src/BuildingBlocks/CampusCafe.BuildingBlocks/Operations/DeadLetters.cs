using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Operations;

/// <inheritdoc cref="IDeadLetters"/>
internal sealed class DeadLetters<TContext>(string consumer, IServiceScopeFactory scopes, JobNudger nudger, TimeProvider time) : IDeadLetters
    where TContext : ModuleDbContext
{
    public string Consumer => consumer;

    public Task<IReadOnlyList<DeadLetter>> ListAsync(
        DeadLetterFilter filter, DeadLetterCursor? after, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<DeadLetter>>(
            async context => await Behind(Matching(context, filter), after)
                .OrderByDescending(letter => letter.DiedAt)
                .ThenBy(letter => letter.MessageId) // Says nothing of time: it only keeps pages apart.
                .Take(limit)
                .ToListAsync(cancellationToken));

    public Task<DeadLetter?> FindAsync(Guid messageId, CancellationToken cancellationToken) =>
        ReadAsync(context => Letters(context).FirstOrDefaultAsync(letter => letter.MessageId == messageId, cancellationToken));

    public Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OldestDeadAsync(DeadLetterFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<Guid, DateTimeOffset>>(
            async context => await Matching(context, filter with { Status = DeadLetterStatus.Dead })
                .OrderBy(letter => letter.OccurredAt)
                .Take(limit)
                .Select(letter => new { letter.MessageId, letter.OccurredAt })
                .ToDictionaryAsync(letter => letter.MessageId, letter => letter.OccurredAt, cancellationToken));

    public Task<int> CountAsync(DeadLetterFilter filter, CancellationToken cancellationToken) =>
        ReadAsync(context => Matching(context, filter).CountAsync(cancellationToken));

    public Task<IReadOnlyDictionary<Guid, DeadLetterStatus>> StatusesAsync(
        IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<Guid, DeadLetterStatus>>(
            async context => await Letters(context)
                .Where(letter => messageIds.Contains(letter.MessageId))
                .Select(letter => new { letter.MessageId, letter.Status })
                .ToDictionaryAsync(letter => letter.MessageId, letter => letter.Status, cancellationToken));

    public async Task<IReadOnlyDictionary<Guid, DeadLetterStatus>> RedriveAsync(
        IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        var found = await MarkRedrivingAsync(messageIds, cancellationToken);
        if (found.Values.Contains(DeadLetterStatus.Dead))
        {
            await nudger.LookAsync(JobNames.RelayOf(consumer));
        }

        return found;
    }

    private Task<IReadOnlyDictionary<Guid, DeadLetterStatus>> MarkRedrivingAsync(
        IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken) =>
        scopes.InTransactionAsync<TContext, IReadOnlyDictionary<Guid, DeadLetterStatus>>(
            async (_, context) =>
            {
                var letters = await Letters(context).AsTracking().Where(letter => messageIds.Contains(letter.MessageId)).ToListAsync(cancellationToken);
                var was = letters.ToDictionary(letter => letter.MessageId, letter => letter.Status);
                Guid[] dead = [.. was.Where(letter => letter.Value is DeadLetterStatus.Dead).Select(letter => letter.Key)];
                if (dead.Length == 0)
                {
                    return was;
                }

                context.RemoveRange(await context.Set<InboxMessage>()
                    .Where(message => message.Consumer == consumer && dead.Contains(message.MessageId))
                    .ToListAsync(cancellationToken));
                foreach (var letter in letters.Where(letter => letter.Status is DeadLetterStatus.Dead))
                {
                    letter.Redrive();
                }

                return was;
            },
            cancellationToken);

    public Task<DeadLetterStatus?> DiscardAsync(Guid messageId, string reason, CancellationToken cancellationToken) =>
        scopes.InTransactionAsync<TContext, DeadLetterStatus?>(
            async (_, context) =>
            {
                var letter = await context.Set<DeadLetter>().FindAsync([messageId, consumer], cancellationToken);
                var was = letter?.Status;
                if (was is DeadLetterStatus.Dead)
                {
                    letter!.Discard(reason, time.GetUtcNow());
                }

                return was;
            },
            cancellationToken);

    private IQueryable<DeadLetter> Letters(TContext context) => context.Set<DeadLetter>().AsNoTracking().Where(letter => letter.Consumer == consumer);

    private IQueryable<DeadLetter> Matching(TContext context, DeadLetterFilter filter)
    {
        var letters = Letters(context);
        letters = filter.Type is null ? letters : letters.Where(letter => letter.Type == filter.Type);
        letters = filter.Key is null ? letters : letters.Where(letter => letter.Key == filter.Key);
        if (filter.Text is { } text)
        {
            var escaped = MessageSearch.Escape(text);
            letters = escaped == text
                ? letters.Where(letter => letter.Payload.Contains(text) || ((string)(object)letter.Errors).Contains(text))
                : letters.Where(letter => letter.Payload.Contains(text) || letter.Payload.Contains(escaped) || ((string)(object)letter.Errors).Contains(escaped));
        }

        return filter.Status is null ? letters : letters.Where(letter => letter.Status == filter.Status);
    }

    private IQueryable<DeadLetter> Behind(IQueryable<DeadLetter> letters, DeadLetterCursor? cursor) => cursor is null
        ? letters
        : string.CompareOrdinal(consumer, cursor.Consumer) switch
        {
            < 0 => letters.Where(letter => letter.DiedAt < cursor.DiedAt),
            0 => letters.Where(letter =>
                letter.DiedAt < cursor.DiedAt || (letter.DiedAt == cursor.DiedAt && letter.MessageId > cursor.MessageId)),
            > 0 => letters.Where(letter => letter.DiedAt <= cursor.DiedAt),
        };

    private async Task<T> ReadAsync<T>(Func<TContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}
