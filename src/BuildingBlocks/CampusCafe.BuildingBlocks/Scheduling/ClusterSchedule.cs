using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Sees to it that every <see cref="ClusterJob"/> is in the cluster's schedule, at first and from then on: another host
/// may have removed it, a clock that was wrong may have put it off, and what couldn't be started waits for somebody.
/// </summary>
internal sealed partial class ClusterSchedule(
    ClusterScheduler cluster,
    IEnumerable<ClusterJob> jobs,
    JobBoard board,
    IServiceProvider services,
    DatabaseGate gate,
    OutageLog outages,
    TimeProvider time,
    ILogger<ClusterSchedule> logger) : BackgroundService
{
    /// <summary>In front of a schedule that a person has decided on: when that is taken back, the settings' comes in its place.</summary>
    private const string ByHand = "by hand: ";

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(15);

    /// <summary>1 s: hosts' clocks differ a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private bool hasLooked;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await cluster.RemoveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.OpenedAsync(stoppingToken);
        await board.DecisionsAsync(stoppingToken);
        do
        {
            try
            {
                var scheduler = await cluster.GetAsync(stoppingToken);
                await KeepAsync(scheduler, stoppingToken);
                if (scheduler.Status is not SchedulerStatus.Running)
                {
                    await scheduler.Start(stoppingToken);
                }
            }
            catch (SchedulerException exception) when (outages.IsOutage(exception))
            {
                outages.Report(nameof(ClusterSchedule), exception);
            }
            catch (SchedulerException exception)
            {
                LogFailed(logger, exception);
            }

            await cluster.WantedAsync(LookInterval, stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested);
    }

    private async Task KeepAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(JobNames.Polls), Take = PagedQuery.All };
        var stored = (await scheduler.QueryTriggers(query, cancellationToken)).Items.ToDictionary(trigger => trigger.Key.Name);
        foreach (var job in jobs)
        {
            try
            {
                await KeepAsync(scheduler, job, stored.GetValueOrDefault(job.Name), cancellationToken);
            }
            catch (SchedulerException exception) when (!outages.IsOutage(exception))
            {
                LogNotKept(logger, job.Name, exception); // It keeps the others from nothing.
            }
        }

        hasLooked = true;
    }

    private async Task KeepAsync(IScheduler scheduler, ClusterJob job, TriggerHeader? stored, CancellationToken cancellationToken)
    {
        var schedule = ScheduleOf(job, stored);
        if (stored is null)
        {
            var detail = JobBuilder.Create<ClusterRun>().WithIdentity(job.Name).WithDescription(job.Description).StoreDurably().RequestRecovery().Build();
            await scheduler.ScheduleJob(detail, [TriggerOf(job, schedule)], ScheduleJobOptions.Replacing, cancellationToken);
            return;
        }

        if (stored.State is TriggerState.Error)
        {
            LogReset(logger, job.Name);
            await scheduler.ResetTriggerFromErrorState(stored.Key, cancellationToken);
        }

        var now = time.GetUtcNow();
        if (Describe(job, schedule) != stored.Description || stored.NextFireTimeUtc > schedule.Next(now, 1).FirstOrDefault(now) + Tolerance)
        {
            LogRescheduled(logger, job.Name, schedule.Text);
            await scheduler.RescheduleJob(stored.Key, TriggerOf(job, schedule), cancellationToken);
        }
    }

    /// <summary>What a person has decided; else what the settings say. Of the settings only at the start: hosts with different ones would otherwise overrule each other for ever. The one that starts last is right.</summary>
    private JobSchedule ScheduleOf(ClusterJob job, TriggerHeader? stored) =>
        board.OverrideOf(job.Name)?.Schedule
        ?? (hasLooked && stored?.Description?.StartsWith(ByHand, StringComparison.Ordinal) == false ? JobSchedule.TryParse(stored.Description, time.GetUtcNow(), out _) : null)
        ?? JobSchedule.Every(job.Interval(services));

    private ITrigger TriggerOf(ClusterJob job, JobSchedule schedule) => schedule
        .Apply(TriggerBuilder.Create(time).WithIdentity(job.Name, JobNames.Polls).ForJob(job.Name).WithDescription(Describe(job, schedule)), time.GetUtcNow())
        .Build();

    /// <summary>Listings tell a trigger's description and not its schedule.</summary>
    private string Describe(ClusterJob job, JobSchedule schedule) => board.OverrideOf(job.Name)?.Schedule is null ? schedule.Text : ByHand + schedule.Text;

    [LoggerMessage(1003, LogLevel.Information, "{Job} is scheduled anew: {Schedule}.")]
    private static partial void LogRescheduled(ILogger logger, string job, string schedule);

    [LoggerMessage(1004, LogLevel.Warning, "{Job} couldn't be started, and is tried again.")]
    private static partial void LogReset(ILogger logger, string job);

    [LoggerMessage(1007, LogLevel.Error, "{Job} can't be scheduled, and is looked at again.")]
    private static partial void LogNotKept(ILogger logger, string job, Exception exception);

    [LoggerMessage(1005, LogLevel.Error, "The cluster's schedule can't be read or written, and is looked at again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
