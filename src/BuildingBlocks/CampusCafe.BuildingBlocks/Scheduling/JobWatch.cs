using CampusCafe.BuildingBlocks.Persistence;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Around every job, next to it: leaves out what is paused, ends what a person wants ended, and tells what became of it.</summary>
internal sealed class JobWatch(JobBoard board, IEnumerable<IJobJournal> journals, OutageLog outages, TimeProvider time) : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail.Key.Name;
        var isByHand = context.Trigger.Key.Group == JobNames.ByHand;
        if (!isByHand && (!board.AreDecisionsKnown || board.OverrideOf(job) is { IsPaused: true }))
        {
            return;
        }

        var isClustered = context.Scheduler.SchedulerName == ClusterScheduler.Name;
        using var run = board.Begin(job, isByHand, isShown: isByHand || isClustered, cancellationToken);
        var (began, outcome, error) = (time.GetTimestamp(), JobOutcome.Failed, (string?)null);
        try
        {
            await next(context, run.Token);
            outcome = context.Result is JobRunReport { Result: JobRunResult.Skipped } ? JobOutcome.Skipped : JobOutcome.Succeeded;
        }
#pragma warning disable CA1031 // A statement that is cut off says so in its database's own way, SqlClient by an SqlException.
        catch (Exception) when (run.IsInterrupted && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            outcome = JobOutcome.Interrupted;
        }
        catch (Exception exception)
        {
            // The host stops, and another one goes on; or the database is away, which isn't the job's fault.
            outcome = cancellationToken.IsCancellationRequested || outages.IsOutage(exception) ? JobOutcome.Skipped : JobOutcome.Failed;
            error = outcome is JobOutcome.Failed ? exception.ToString() : null;
            throw;
        }
        finally
        {
            Tell(run, outcome, error, time.GetElapsedTime(began), isClustered);
        }
    }

    private void Tell(JobBoard.Run run, JobOutcome outcome, string? error, TimeSpan duration, bool isClustered)
    {
        // A job that failed is known to fail until it is known that it doesn't.
        var isFirstSuccess = board.IsFirstSuccess(run.Job.Job, outcome is JobOutcome.Succeeded);
        var isKept = (isClustered && outcome is not JobOutcome.Skipped) || run.Job.IsByHand || isFirstSuccess || outcome is JobOutcome.Failed or JobOutcome.Interrupted;
        board.End(run, outcome is JobOutcome.Failed, duration);
        if (!isKept)
        {
            return;
        }

        var ended = new JobRun(run.Job.Job, run.Job.IsByHand, run.Job.StartedAt, duration, outcome, error);
        foreach (var journal in journals)
        {
            journal.Record(ended);
        }
    }
}
