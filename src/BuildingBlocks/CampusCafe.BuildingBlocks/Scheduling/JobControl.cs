using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <inheritdoc cref="IJobControl"/>
internal sealed class JobControl(
    ISchedulerFactory schedulers, ClusterScheduler cluster, IEnumerable<ClusterJob> jobs, JobBoard board, IServiceProvider services, TimeProvider time) : IJobControl
{
    private readonly Dictionary<string, JobSchedule> settings = jobs.ToDictionary(job => job.Name, job => JobSchedule.Every(job.Interval(services)));

    public async Task<IReadOnlyList<ScheduledJob>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. await ListAsync(await cluster.GetAsync(cancellationToken), IJobControl.Cluster, cancellationToken),
        .. await ListAsync(await schedulers.GetScheduler(cancellationToken), IJobControl.Host, cancellationToken),
    ];

    public async Task<bool> RunNowAsync(string job, CancellationToken cancellationToken)
    {
        if (await SchedulerOfAsync(job, cancellationToken) is not { } scheduler)
        {
            return false;
        }

        var trigger = TriggerBuilder.Create(time).WithIdentity(job, JobNames.ByHand).ForJob(job).StartNow().Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellationToken);
        return true;
    }

    public async Task<bool> ResetAsync(string job, CancellationToken cancellationToken)
    {
        var key = new TriggerKey(job, JobNames.Polls);
        if (await SchedulerOfAsync(job, cancellationToken) is not { } scheduler || await scheduler.GetTriggerState(key, cancellationToken) is not TriggerState.Error)
        {
            return false;
        }

        await scheduler.ResetTriggerFromErrorState(key, cancellationToken);
        return true;
    }

    public void Apply(IReadOnlyDictionary<string, JobOverride> decided)
    {
        if (board.Apply(decided))
        {
            cluster.LookNow();
        }
    }

    private async Task<IReadOnlyList<ScheduledJob>> ListAsync(IScheduler scheduler, string name, CancellationToken cancellationToken)
    {
        var jobs = (await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken)).Items;
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellationToken)).Items.ToLookup(trigger => trigger.Key.Name);
        return [.. jobs.OrderBy(job => job.Key.Name, StringComparer.Ordinal).Select(job => Of(job, name, [.. triggers[job.Key.Name]]))];
    }

    private ScheduledJob Of(JobHeader job, string scheduler, IReadOnlyList<TriggerHeader> triggers)
    {
        var trigger = triggers.FirstOrDefault(one => one.Key.Group == JobNames.Polls);
        var usual = scheduler == IJobControl.Cluster ? settings.GetValueOrDefault(job.Key.Name) : null;
        var decided = board.OverrideOf(job.Key.Name)?.Schedule;
        return new(
            job.Key.Name,
            job.Description ?? string.Empty,
            scheduler,
            (decided ?? usual)?.Text ?? trigger?.Description,
            usual?.Text,
            trigger?.NextFireTimeUtc,
            trigger?.PreviousFireTimeUtc,
            (trigger?.State ?? TriggerState.None).ToString(),
            triggers.Any(one => one.Key.Group == JobNames.ByHand));
    }

    private async Task<IScheduler?> SchedulerOfAsync(string job, CancellationToken cancellationToken)
    {
        var key = new JobKey(job);
        var once = await cluster.GetAsync(cancellationToken);
        if (await once.Exists(key, cancellationToken))
        {
            return once;
        }

        var each = await schedulers.GetScheduler(cancellationToken);
        return await each.Exists(key, cancellationToken) ? each : null;
    }
}
