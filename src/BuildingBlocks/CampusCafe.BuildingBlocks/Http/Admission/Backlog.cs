using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>
/// How much there is left to do over all modules, measured four times a second at most and counted up in between. An
/// order that would only lie in line until its deadline is better not taken.
/// </summary>
internal sealed class Backlog(
    IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, IOptions<AdmissionOptions> options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly Lock sync = new();
    private readonly SemaphoreSlim measuring = new(1, 1);
    private Level level = new(0, null, MeasuredAt: null);
    private int takenSince;

    /// <summary>Counts one order in; false when there is too much to do already.</summary>
    public async Task<bool> TakesOneMoreAsync(CancellationToken cancellationToken)
    {
        if (!IsFresh())
        {
            await MeasureAsync(cancellationToken);
        }

        lock (sync)
        {
            if (level.Count + takenSince >= options.Value.MaxBacklog || time.GetUtcNow() - level.Oldest > options.Value.MaxBacklogAge)
            {
                return false;
            }

            takenSince++;
            return true;
        }
    }

    public void Dispose() => measuring.Dispose();

    private bool IsFresh()
    {
        lock (sync)
        {
            return level.MeasuredAt is { } then && time.GetElapsedTime(then) < Fresh;
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await measuring.WaitAsync(cancellationToken);
        try
        {
            if (IsFresh())
            {
                return; // Somebody else has just looked.
            }

            var (count, oldest) = await ReadAsync(cancellationToken);
            lock (sync)
            {
                level = new Level(count, oldest, time.GetTimestamp());
                takenSince = 0;
            }
        }
        finally
        {
            measuring.Release();
        }
    }

    private async Task<(int Count, DateTimeOffset? Oldest)> ReadAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        DateTimeOffset? oldest = null;
        await using var scope = scopes.CreateAsyncScope();
        foreach (var module in modules)
        {
            var context = module.Resolve(scope.ServiceProvider);
            var pending = await context.ReadPendingAsync(options.Value.MaxBacklog, consumer: null, cancellationToken);
            count += pending.Sum(queue => queue.Count) + await CountCallsAsync(context, cancellationToken);
            if (pending.Min(queue => queue.Oldest) is { } at && !(oldest <= at))
            {
                oldest = at;
            }
        }

        return (count, oldest);
    }

    /// <summary>Counts no further than the limit. Parked calls wait for a person, not for us.</summary>
    private async Task<int> CountCallsAsync(ModuleDbContext context, CancellationToken cancellationToken) => context.Has<OutgoingCall>()
        ? await context.Set<OutgoingCall>()
            .Where(call => call.State == CallState.Open)
            .OrderBy(call => call.DueAt)
            .Take(options.Value.MaxBacklog)
            .CountAsync(cancellationToken)
        : 0;

    /// <param name="Count">Deliveries and open calls.</param>
    /// <param name="Oldest">When the oldest delivery was written that no failure holds back: one order that fails must not close the shop.</param>
    /// <param name="MeasuredAt">A timestamp, not a time: a clock that is put back must not keep an old level alive.</param>
    private sealed record Level(int Count, DateTimeOffset? Oldest, long? MeasuredAt);
}
