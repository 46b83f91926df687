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
        if (await SchedulerOfAsync(job, cancellationToken) is not { } scheduler)
        {
            return false;
        }

        // A job that couldn't be made takes all its triggers along. Those that were for one run only have nothing to come back to.
        var stopped = (await TriggersAsync(scheduler, cancellationToken)).Where(trigger => trigger.JobKey.Name == job && trigger.State is TriggerState.Error).ToList();
        foreach (var trigger in stopped)
        {
            await (trigger.Key.Group == JobNames.Polls
                ? scheduler.ResetTriggerFromErrorState(trigger.Key, cancellationToken)
                : scheduler.UnscheduleJob(trigger.Key, cancellationToken));
        }

        return stopped.Count > 0;
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
        var triggers = (await TriggersAsync(scheduler, cancellationToken)).ToLookup(trigger => trigger.JobKey.Name);
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
            (triggers.Any(one => one.State is TriggerState.Error) ? TriggerState.Error : trigger?.State ?? TriggerState.None).ToString(),
            triggers.Any(one => one.Key.Group == JobNames.ByHand && one.NextFireTimeUtc > DateTimeOffset.MinValue)); // One that runs has no next time, which some databases read as the first of all.
    }

    private static async Task<IReadOnlyList<TriggerHeader>> TriggersAsync(IScheduler scheduler, CancellationToken cancellationToken) =>
        (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellationToken)).Items;

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
