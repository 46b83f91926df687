using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// Looks for work in a module's tables, and wakes whoever does it: nudges make relays and workers quick, this makes them certain. It is one statement for
/// all of them, so that an idle host costs little.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class LookJob<TContext>(
    OutboxSource<TContext> outbox,
    IEnumerable<ConsumerDefinition> consumers,
    IEnumerable<Redrives<TContext>> redrives,
    IServiceScopeFactory scopes,
    JobNudger nudger) : IJob
    where TContext : ModuleDbContext
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var job in await LookAsync(cancellationToken))
        {
            await nudger.LookAsync(job);
        }
    }

    /// <summary>Names of the jobs that have something to do.</summary>
    public async Task<IEnumerable<string>> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var wanted = consumers
            .Where(consumer => consumer.Sources.Contains(outbox.Module))
            .Select(consumer => outbox.Wanted(context, consumer.Name))
            .Concat(redrives.Select(redriven => redriven.Wanted(context)));
        if (context.Has<OutgoingCall>())
        {
            var calls = JobNames.CallsOf(outbox.Module);
            wanted = wanted.Append(context.Set<OutgoingCall>().Where(OutgoingCall.IsUnsettled).Take(1).Select(_ => calls));
        }

        var jobs = wanted.Any() ? await wanted.Aggregate((all, next) => all.Concat(next)).ToListAsync(cancellationToken) : [];
        return jobs.Distinct();
    }
}
