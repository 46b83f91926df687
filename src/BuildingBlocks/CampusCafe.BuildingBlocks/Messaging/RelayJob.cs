using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Quartz;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>The relay of one consumer: nudged after each commit that has something for it, and by the looks of the modules that it reads.</summary>
[DisallowConcurrentExecution]
internal sealed class RelayJob<TConsumer, TContext>(Relay<TConsumer, TContext> relay, JobNudger nudger) : IJob
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A nudge comes from a commit that has left something new.
        var waiting = JobNudger.IsNudge(context.Trigger) ? Waiting.New : Waiting.Anything;
        if (!await relay.RunAsync(waiting, cancellationToken))
        {
            await nudger.LookAsync(JobNames.RelayOf(TConsumer.Name));
        }
    }
}
