using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>How far each consumer is behind, over all outboxes. Looked at when somebody asks, and no more often than he needs.</summary>
public sealed class RelayLag(
    IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, IEnumerable<ConsumerDefinition> consumers, TimeProvider time) : IDisposable
{
    /// <summary>10,000 per consumer and outbox: reading further would cost more than the exact figure is worth.</summary>
    private const int MaxCounted = 10_000;

    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly string[] relayed = [.. consumers.Select(consumer => consumer.Name)];
    private IReadOnlyList<Lag> latest = [];
    private long? lookedAt;

    /// <summary>Of every consumer, those of other versions of this program included.</summary>
    /// <param name="freshEnough">An earlier look does if it is no older.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Lag>> LookAsync(TimeSpan freshEnough, CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (lookedAt is not { } then || time.GetElapsedTime(then) >= freshEnough)
            {
                latest = await ReadAsync(cancellationToken);
                lookedAt = time.GetTimestamp();
            }

            return latest;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private async Task<IReadOnlyList<Lag>> ReadAsync(CancellationToken cancellationToken)
    {
        List<PendingDeliveries> all = [.. relayed.Select(consumer => new PendingDeliveries(consumer, Count: 0, Oldest: null))];
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            all.AddRange(await ReadAsync(module.Resolve(scope.ServiceProvider), cancellationToken));
        }

        var now = time.GetUtcNow();
        return
        [
            .. all.GroupBy(pending => pending.Consumer).Select(queue =>
                new Lag(queue.Key, relayed.Contains(queue.Key), queue.Sum(pending => pending.Count), now - queue.Min(pending => pending.Oldest))),
        ];
    }

    private async Task<IReadOnlyList<PendingDeliveries>> ReadAsync(ModuleDbContext context, CancellationToken cancellationToken)
    {
        var pending = await context.ReadPendingAsync(MaxCounted, consumer: null, cancellationToken);
        if (pending.Sum(queue => queue.Count) < MaxCounted)
        {
            return pending;
        }

        // One consumer's backlog must not hide what lies behind it for the others.
        List<PendingDeliveries> each = [];
        foreach (var consumer in relayed)
        {
            each.AddRange(await context.ReadPendingAsync(MaxCounted, consumer, cancellationToken));
        }

        return each;
    }
}

/// <summary>How far one consumer is behind.</summary>
/// <param name="Consumer">Its name.</param>
/// <param name="IsRelayedHere">Whether this host brings it its messages; not so for what another version of the program has written.</param>
/// <param name="Pending">Deliveries, those of stalled keys included; no more than ten thousand are counted in each outbox.</param>
/// <param name="OldestAge">Of the oldest message that no failure holds back; null when there is none.</param>
public sealed record Lag(string Consumer, bool IsRelayedHere, int Pending, TimeSpan? OldestAge);
