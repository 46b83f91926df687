using System.Globalization;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Sees to it that every <see cref="ClusterJob"/> is in the cluster's schedule, at first and from then on: another host
/// may have removed it, a clock that was wrong may have put it off, and what failed too often waits for somebody.
/// </summary>
internal sealed partial class ClusterSchedule(
    ClusterScheduler cluster,
    IEnumerable<ClusterJob> jobs,
    IServiceProvider services,
    DatabaseGate gate,
    OutageLog outages,
    TimeProvider time,
    ILogger<ClusterSchedule> logger) : BackgroundService
{
    private const string IntervalFormat = "c";

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
            await KeepAsync(scheduler, job, stored.GetValueOrDefault(job.Name), cancellationToken);
        }

        hasLooked = true;
    }

    private async Task KeepAsync(IScheduler scheduler, ClusterJob job, TriggerHeader? stored, CancellationToken cancellationToken)
    {
        var interval = job.Interval(services);
        if (stored is null)
        {
            var detail = JobBuilder.Create<ClusterRun>().WithIdentity(job.Name).WithDescription(job.Description).StoreDurably().RequestRecovery().Build();
            await scheduler.ScheduleJob(detail, [TriggerOf(job, interval)], ScheduleJobOptions.Replacing, cancellationToken);
            return;
        }

        if (stored.State is TriggerState.Error)
        {
            LogReset(logger, job.Name);
            await scheduler.ResetTriggerFromErrorState(stored.Key, cancellationToken);
        }

        // Only at the start: hosts with different settings would otherwise overrule each other for ever. The one that starts last is right.
        var kept = hasLooked ? IntervalOf(stored) ?? interval : interval;
        if (kept != IntervalOf(stored) || stored.NextFireTimeUtc > time.GetUtcNow() + kept + Tolerance)
        {
            LogRescheduled(logger, job.Name, kept);
            await scheduler.RescheduleJob(stored.Key, TriggerOf(job, kept), cancellationToken);
        }
    }

    private ITrigger TriggerOf(ClusterJob job, TimeSpan interval) => TriggerBuilder.Create(time)
        .WithIdentity(job.Name, JobNames.Polls)
        .ForJob(job.Name)
        .WithDescription(Describe(interval))
        // Not at once: hosts that start one after another would run it more often, and relays first deal with what was left.
        .StartAt(time.GetUtcNow() + interval)
        .WithSimpleSchedule(schedule => schedule
            .WithInterval(interval)
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
        .Build();

    /// <summary>Listings tell a trigger's description and not its interval.</summary>
    private static string Describe(TimeSpan interval) => interval.ToString(IntervalFormat, CultureInfo.InvariantCulture);

    private static TimeSpan? IntervalOf(TriggerHeader stored) =>
        TimeSpan.TryParseExact(stored.Description, IntervalFormat, CultureInfo.InvariantCulture, out var interval) ? interval : null;

    [LoggerMessage(1003, LogLevel.Information, "{Job} is scheduled anew, every {Interval}.")]
    private static partial void LogRescheduled(ILogger logger, string job, TimeSpan interval);

    [LoggerMessage(1004, LogLevel.Warning, "{Job} had failed to start too often, and is tried again.")]
    private static partial void LogReset(ILogger logger, string job);

    [LoggerMessage(1005, LogLevel.Error, "The cluster's schedule can't be read or written, and is looked at again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
