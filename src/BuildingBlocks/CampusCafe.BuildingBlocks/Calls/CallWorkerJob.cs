using CampusCafe.BuildingBlocks.Persistence;
using Quartz;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>A module's worker for outgoing calls. Runs overlap on purpose: a slow provider must not hold up the next call.</summary>
internal sealed class CallWorkerJob<TContext, THandler>(CallWorker<TContext, THandler> worker) : IJob
    where TContext : ModuleDbContext
    where THandler : class, ICallHandler
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await worker.RunAsync(cancellationToken);
}
