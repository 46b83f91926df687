using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Operations.Jobs;

/// <summary>
/// The last runs of every job, kept for those who look again and again: a look reads what has ended since the one before.
/// Once a minute all of it is read anew, since some is forgotten, and hosts may write in another order than they count in.
/// </summary>
internal sealed class JobHistory(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    /// <summary>100: enough for a 95th percentile.</summary>
    private const int Sample = 100;

    private static readonly TimeSpan Anew = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim reading = new(1, 1);
    private Dictionary<string, IReadOnlyList<RunView>> known = [];
    private long? newest;
    private long readAt;

    /// <summary>By job, newest first, at least one; the errors only of those that failed last.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<RunView>>> ReadAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ReadAsync(scope.ServiceProvider.GetRequiredService<OperationsDbContext>().JobRuns.AsNoTracking(), cancellationToken);
            return known;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadAsync(IQueryable<StoredRun> runs, CancellationToken cancellationToken)
    {
        var isAnew = newest is null || time.GetElapsedTime(readAt) >= Anew;
        var last = await runs.MaxAsync(run => (long?)run.Sequence, cancellationToken) ?? 0;
        if (!isAnew && last == newest)
        {
            return;
        }

        // Those who look hold what they were given: it doesn't change under them.
        Dictionary<string, IReadOnlyList<RunView>> jobs = isAnew ? [] : new(known);
        var seen = isAnew ? 0 : newest;
        foreach (var job in await runs.Where(run => run.Sequence > seen).Select(run => run.Job).Distinct().ToListAsync(cancellationToken))
        {
            if (await LastAsync(runs.Where(run => run.Job == job), cancellationToken) is { Count: > 0 } ended)
            {
                jobs[job] = ended;
            }
        }

        (known, newest, readAt) = (jobs, last, isAnew ? time.GetTimestamp() : readAt);
    }

    private static async Task<IReadOnlyList<RunView>> LastAsync(IQueryable<StoredRun> runs, CancellationToken cancellationToken)
    {
        var last = await runs
            .OrderByDescending(run => run.Sequence)
            .Take(Sample)
            .Select(run => new RunView(run.Sequence, run.Machine, run.IsByHand, run.StartedAt, TimeSpan.FromMicroseconds(run.DurationMicroseconds), RunView.NameOf(run.Outcome), null))
            .ToListAsync(cancellationToken);
        if (last is [{ Outcome: RunView.Failed } failed, ..])
        {
            last[0] = failed with { Error = await runs.Where(run => run.Sequence == failed.Sequence).Select(run => run.Error).FirstOrDefaultAsync(cancellationToken) };
        }

        return last;
    }
}
