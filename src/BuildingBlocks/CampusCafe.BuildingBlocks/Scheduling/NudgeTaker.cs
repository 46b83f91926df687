using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Around every job: whoever leaves it something from now on has to nudge it anew.</summary>
internal sealed class NudgeTaker(JobNudger nudger) : IJobExecutionMiddleware
{
    public ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        nudger.Begins(context.JobDetail.Key.Name);
        return next(context, cancellationToken);
    }
}
