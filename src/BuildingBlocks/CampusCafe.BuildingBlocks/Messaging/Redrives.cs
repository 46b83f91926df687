using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Dead letters of one consumer that are to be handled once more: the relay's one source that is no outbox.</summary>
internal sealed class Redrives<TContext>(string consumer, IServiceScopeFactory scopes)
    where TContext : ModuleDbContext
{
    public string Consumer => consumer;

    /// <summary>The name of the consumer's relay, if there is any.</summary>
    public IQueryable<string> Wanted(TContext context)
    {
        var relay = JobNames.RelayOf(consumer);
        return Pending(context).OrderBy(letter => letter.Status).Take(1).Select(_ => relay);
    }

    /// <summary>In the order in which they were written, however often some of them have died since.</summary>
    public async Task<IReadOnlyList<PendingMessage>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Pending(scope.ServiceProvider.GetRequiredService<TContext>())
            .OrderBy(letter => letter.OccurredAt)
            .ThenBy(letter => letter.DiedAt)
            .Take(limit)
            .Select(letter => new PendingMessage(
                null,
                0,
                letter.MessageId,
                letter.Key,
                letter.Type,
                letter.Payload,
                letter.CorrelationId,
                letter.CausationId,
                letter.TraceParent,
                letter.OccurredAt,
                letter.Attempts,
                letter.Errors))
            .ToListAsync(cancellationToken);
    }

    private IQueryable<DeadLetter> Pending(TContext context) =>
        context.Set<DeadLetter>().Where(letter => letter.Consumer == consumer && letter.Status == DeadLetterStatus.Redriving);
}
