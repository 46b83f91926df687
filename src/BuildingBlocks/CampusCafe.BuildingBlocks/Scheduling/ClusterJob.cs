using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>What need run only once for all hosts on one database, however many there are.</summary>
/// <param name="name">Stable: it is stored.</param>
/// <param name="type">An <see cref="IJob"/>. Not stored: a renamed class is still the same job.</param>
/// <param name="description">A sentence for operators.</param>
/// <param name="interval">From the settings.</param>
internal sealed class ClusterJob(string name, Type type, string description, Func<IServiceProvider, TimeSpan> interval)
{
    private int running;

    public string Name => name;

    public Type Type => type;

    public string Description => description;

    public TimeSpan Interval(IServiceProvider services) => interval(services);

    /// <summary>Not beside itself: a run that takes longer than the interval is the next one too.</summary>
    public async ValueTask RunAsync(IServiceProvider services, IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            context.Result = JobRunReport.Skipped("The run before it isn't done yet.");
            return;
        }

        try
        {
            await ((IJob)ActivatorUtilities.CreateInstance(services, type)).Execute(context, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref running, 0);
        }
    }
}

/// <summary>Runs the <see cref="ClusterJob"/> of its own name. The only class of which the scheduler's tables know.</summary>
internal sealed class ClusterRun(IEnumerable<ClusterJob> jobs, IServiceProvider services) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var key = context.JobDetail.Key;
        if (jobs.FirstOrDefault(job => job.Name == key.Name) is { } job)
        {
            await job.RunAsync(services, context, cancellationToken);
        }
        else
        {
            // No job of this program. A host of another release that has it puts it back (ClusterSchedule).
            await context.Scheduler.DeleteJob(key, cancellationToken);
        }
    }
}
