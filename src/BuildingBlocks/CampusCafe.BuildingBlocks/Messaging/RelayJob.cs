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
        if (!await relay.RunAsync(cancellationToken))
        {
            await nudger.NudgeAsync(JobNames.RelayOf(TConsumer.Name));
        }
    }
}
