using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Extensibility;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// The scheduler of the <see cref="ClusterJob"/>s, beside the one for relays and workers that each host has for itself.
/// Made once the schemas are ready, since it asks its tables at once.
/// </summary>
public sealed class ClusterScheduler(ISchedulerRuntime runtime, ISchedulerFactory schedulers, IDatabase database, Action<IQuartzBuilder> useStore) : IDisposable
{
    /// <summary>Also stored: hosts of one name share a schedule.</summary>
    internal const string Name = "cluster";

    /// <summary>8: few jobs, which mostly wait for I/O.</summary>
    private const int MaxConcurrentJobs = 8;

    /// <summary>4 s: a host has ten for its end. What is cut off is run again elsewhere.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim wanted = new(0);
    private IJobStore? store;

    public void Dispose() => wanted.Dispose();

    /// <summary>Something has happened to the schedule: it is to be looked at now instead of later.</summary>
    internal void LookNow() => wanted.Release();

    internal Task WantedAsync(TimeSpan atMost, CancellationToken cancellationToken) => wanted.WaitAsync(atMost, cancellationToken);

    /// <summary>Makes it; it doesn't run yet.</summary>
    /// <exception cref="HostStartException">Its tables aren't as it needs them.</exception>
    internal async Task AddAsync(CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Add(
                Name,
                quartz => useStore(quartz.UseDefaultThreadPool(MaxConcurrentJobs).AddJobMiddleware<ShutdownGrace>().AddJobMiddleware<OutageBackoff>().AddJobMiddleware<JobWatch>().AddSchedulerListener(KeepStore)),
                SchedulerAddOptions.WithoutStarting,
                cancellationToken);
        }
        catch (SchedulerException exception) when (!database.IsUnavailable(exception))
        {
            throw new HostStartException(
                $"The schema {QuartzDbContext.Name} on {database.Name} isn't as this program needs it ({exception.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.')}). "
                + "Undo what was changed by hand, or put a backup in its place.",
                exception);
        }
    }

    /// <summary>Once it has been made.</summary>
    internal async ValueTask<IScheduler> GetAsync(CancellationToken cancellationToken) =>
        await schedulers.LookupScheduler(Name, cancellationToken) ?? throw new InvalidOperationException($"There is no scheduler named {Name}.");

    /// <summary>Ends it. What it still has to write it tries for ever while the database is away: after some patience that is cut off, and another host finds out.</summary>
    internal async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var removed = runtime.Remove(Name, waitForJobsToComplete: true, cancellationToken).AsTask();
        await Task.WhenAny(removed, Task.Delay(Patience, CancellationToken.None));
        if (!removed.IsCompleted && store is not null)
        {
            await store.Shutdown(cancellationToken);
        }

        await removed;
    }

    private Nobody KeepStore(IServiceProvider parts)
    {
        store = parts.GetRequiredService<IJobStore>();
        return new Nobody();
    }

    /// <summary>Told of nothing; it is made with the scheduler's parts in reach.</summary>
    private sealed class Nobody : ISchedulerListener;
}
