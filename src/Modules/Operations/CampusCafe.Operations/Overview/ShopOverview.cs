using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Operations.DeadLetters;
using CampusCafe.Operations.Jobs;
using CampusCafe.Ordering.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Operations.Overview;

/// <summary>How the shop is doing.</summary>
/// <param name="At">UTC: when this was looked at.</param>
/// <param name="Orders">The last hour.</param>
/// <param name="Queues">Each consumer's, by name.</param>
/// <param name="JobsFailing">Jobs whose last remembered run failed, or that can't even be started.</param>
internal sealed record ShopFigures(DateTimeOffset At, OrderFigures Orders, IReadOnlyList<QueueFigures> Queues, int JobsFailing);

/// <param name="Consumer">Whose.</param>
/// <param name="IsRelayedHere">false: another version of the program has written for it, and a host of that version brings it its messages.</param>
/// <param name="Pending">Messages that wait; at most 10,000 are counted in each outbox.</param>
/// <param name="OldestAge">Of the oldest that no failure holds back; null when none waits.</param>
/// <param name="Stalled">Keys (orders) that a failure holds back.</param>
/// <param name="Dead">Messages given up.</param>
internal sealed record QueueFigures(string Consumer, bool IsRelayedHere, int Pending, TimeSpan? OldestAge, int Stalled, int Dead);

/// <summary>Looks, and no more often than every two seconds, however many ask.</summary>
internal sealed class ShopOverview(
    IServiceScopeFactory scopes, RelayLag lag, IEnumerable<IModuleMessages> modules, DeadLetterDesk letters, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FreshEnough = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim looking = new(1, 1);
    private ShopFigures? latest;
    private long lookedAt;

    public async Task<ShopFigures> LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (latest is null || time.GetElapsedTime(lookedAt) >= FreshEnough)
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

    private async Task<ShopFigures> ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var orders = await scope.ServiceProvider.GetRequiredService<IMediator>().AskAsync<GetOrderFigures, OrderFigures>(new(), cancellationToken);
        Dictionary<string, int> stalled = [];
        foreach (var module in modules)
        {
            foreach (var (consumer, count) in await module.CountStalledAsync(cancellationToken))
            {
                stalled[consumer] = stalled.GetValueOrDefault(consumer) + count;
            }
        }

        List<QueueFigures> queues = [];
        foreach (var queue in (await lag.LookAsync(FreshEnough, cancellationToken)).OrderBy(queue => queue.Consumer, StringComparer.Ordinal))
        {
            var dead = letters.IsConsumer(queue.Consumer) ? await letters.CountDeadAsync(queue.Consumer, new DeadLetterFilter(), cancellationToken) : 0;
            queues.Add(new(queue.Consumer, queue.IsRelayedHere, queue.Pending, queue.OldestAge, stalled.GetValueOrDefault(queue.Consumer), dead));
        }

        return new(time.GetUtcNow(), orders, queues, await scope.ServiceProvider.GetRequiredService<JobDesk>().CountFailingAsync(cancellationToken));
    }
}
