using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Around every job, next to it: leaves out what is paused, ends what a person wants ended, and tells what became of it.</summary>
internal sealed class JobWatch(JobBoard board, IEnumerable<IJobJournal> journals, TimeProvider time) : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        var job = context.JobDetail.Key.Name;
        var isByHand = context.Trigger.Key.Group == JobNames.ByHand;
        if (board.OverrideOf(job) is { IsPaused: true } && !isByHand)
        {
            return;
        }

        using var run = board.Begin(job, isByHand, cancellationToken);
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
            outcome = cancellationToken.IsCancellationRequested ? JobOutcome.Skipped : JobOutcome.Failed; // The host stops: another one goes on.
            error = exception.ToString();
            throw;
        }
        finally
        {
            var isKept = context.Scheduler.SchedulerName == ClusterScheduler.Name || isByHand || outcome is JobOutcome.Failed or JobOutcome.Interrupted;
            var ended = new JobRun(job, isByHand, run.Job.StartedAt, time.GetElapsedTime(began), outcome, outcome is JobOutcome.Failed ? error : null);
            board.End(run, outcome is JobOutcome.Failed, ended.Duration, isKept);
            foreach (var journal in isKept ? journals : [])
            {
                journal.Record(ended);
            }
        }
    }
}
