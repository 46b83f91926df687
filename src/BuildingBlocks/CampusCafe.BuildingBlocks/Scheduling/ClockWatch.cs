using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Sees when the clock is put back. The scheduler would wait for the time to come round again, an hour or a day; the
/// polls are started anew instead.
/// </summary>
internal sealed partial class ClockWatch(ISchedulerFactory schedulers, ClusterScheduler cluster, TimeProvider time, ILogger<ClockWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>1 s: a poll that comes so much later hurts nobody.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var putBack = wall + time.GetElapsedTime(steady) - time.GetUtcNow();
                (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
                if (putBack > Tolerance)
                {
                    LogPutBack(logger, putBack);
                    cluster.LookNow();
                    await RestartPollsAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RestartPollsAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(JobNames.Polls), cancellationToken))
        {
            if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger)
            {
                await scheduler.RescheduleJob(key, trigger.GetTriggerBuilder().StartAt(time.GetUtcNow()).Build(), cancellationToken);
            }
        }
    }

    [LoggerMessage(1002, LogLevel.Warning, "The clock was put back by {PutBack}: the jobs' schedules start anew.")]
    private static partial void LogPutBack(ILogger logger, TimeSpan putBack);
}
