using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What lies in one outbox for one consumer.</summary>
/// <param name="Consumer">Whose.</param>
/// <param name="Count">How many, those of stalled keys included.</param>
/// <param name="Oldest">When the oldest was written that no failure holds back; null when failures hold back all.</param>
internal sealed record PendingDeliveries(string Consumer, int Count, DateTimeOffset? Oldest);

internal static class PendingDeliveriesQueries
{
    /// <summary>Looks at the oldest deliveries and no further than the limit: a backlog of millions costs no more than a full one.</summary>
    /// <param name="context">The module's whose outbox it is.</param>
    /// <param name="limit">How many deliveries are looked at.</param>
    /// <param name="consumer">Only those for it; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One for each consumer that has any.</returns>
    public static async Task<IReadOnlyList<PendingDeliveries>> ReadPendingAsync(
        this ModuleDbContext context, int limit, string? consumer, CancellationToken cancellationToken)
    {
        var deliveries = context.Set<OutboxDelivery>();
        var stalls = context.Set<OutboxStall>();
        var queues = await deliveries
            .Where(delivery => consumer == null || delivery.Consumer == consumer)
            .OrderBy(delivery => delivery.Sequence)
            .Take(limit)
            .Select(delivery => new
            {
                delivery.Consumer,
                delivery.Sequence,
                IsStalled = stalls.Any(stall => stall.Consumer == delivery.Consumer && stall.Key == delivery.Key),
            })
            .GroupBy(delivery => delivery.Consumer)
            .Select(queue => new { Consumer = queue.Key, Count = queue.Count(), First = queue.Min(d => d.IsStalled ? (long?)null : d.Sequence) })
            .ToListAsync(cancellationToken);
        long[] firsts = [.. queues.Select(queue => queue.First).OfType<long>()];
        if (firsts.Length == 0)
        {
            return [.. queues.Select(queue => new PendingDeliveries(queue.Consumer, queue.Count, Oldest: null))];
        }

        var written = await (
            from delivery in deliveries
            where firsts.Contains(delivery.Sequence)
            join message in context.Set<OutboxMessage>() on delivery.MessageId equals message.Id
            select new { delivery.Sequence, message.OccurredAt }).ToDictionaryAsync(m => m.Sequence, m => m.OccurredAt, cancellationToken);
        return
        [
            .. queues.Select(queue => new PendingDeliveries(
                queue.Consumer, queue.Count, written.TryGetValue(queue.First ?? 0, out var at) ? at : null)),
        ];
    }
}
