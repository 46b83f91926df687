using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Quartz;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>The relay of one consumer: polled, and nudged after each commit that has something for it.</summary>
[DisallowConcurrentExecution]
internal sealed class RelayJob<TConsumer, TContext>(Relay<TConsumer, TContext> relay, JobNudger nudger) : IJob
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A nudge comes from a commit that has left something new. All else is looked for by every other run.
        Waiting? known = JobNudger.IsNudge(context.Trigger) ? Waiting.New : null;
        if (!await relay.RunAsync(known, cancellationToken))
        {
            await nudger.LookAsync(JobNames.RelayOf(TConsumer.Name));
        }
    }
}
