using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.Operations.Jobs;

/// <summary>Forgets runs that are older than Scheduling:HistoryKept, and of each job all but the last Scheduling:HistoryPerJob.</summary>
internal sealed class ForgetRuns(OperationsDbContext context, IOptions<JobHistoryOptions> options, TimeProvider time) : IJob
{
    public const string Name = "operations.retention";
    public const string Description = "Deletes the oldest runs from the history of jobs.";

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.HistoryKept;
        await context.JobRuns.Where(run => run.StartedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        foreach (var job in await context.JobRuns.Select(run => run.Job).Distinct().ToListAsync(cancellationToken))
        {
            var last = await context.JobRuns.Where(run => run.Job == job)
                .OrderByDescending(run => run.Sequence)
                .Skip(options.Value.HistoryPerJob)
                .Select(run => (long?)run.Sequence)
                .FirstOrDefaultAsync(cancellationToken);
            if (last is { } sequence)
            {
                await context.JobRuns.Where(run => run.Job == job && run.Sequence <= sequence).ExecuteDeleteAsync(cancellationToken);
            }
        }
    }
}
