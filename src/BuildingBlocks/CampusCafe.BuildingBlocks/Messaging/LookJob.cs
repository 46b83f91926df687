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
    IDatabase database,
    IServiceScopeFactory scopes,
    JobNudger nudger) : IJob
    where TContext : ModuleDbContext
{
    private readonly string calls = JobNames.CallsOf(outbox.Module);

    private readonly string[] listeners = [.. consumers.Where(consumer => consumer.Sources.Contains(outbox.Module)).Select(consumer => consumer.Name)];

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
        try
        {
            var jobs = Wanted(context).ToList() is { Count: > 0 } wanted
                ? await wanted.Aggregate((all, next) => all.Concat(next)).ToListAsync(cancellationToken)
                : [];
            return jobs.Distinct();
        }
        catch (Exception exception) when (database.IsLockTimeout(exception))
        {
            // A row that is kept locked concerns one of them: let each find out for itself.
            string[] relays = [.. listeners.Concat(redrives.Select(redriven => redriven.Consumer)).Select(JobNames.RelayOf)];
            return context.Has<OutgoingCall>() ? [.. relays, calls] : relays;
        }
    }

    private IEnumerable<IQueryable<string>> Wanted(TContext context)
    {
        foreach (var consumer in listeners)
        {
            yield return outbox.Wanted(context, consumer);
        }

        foreach (var redriven in redrives)
        {
            yield return redriven.Wanted(context);
        }

        if (context.Has<OutgoingCall>())
        {
            // In the order of the index, so that no history can make a scan look cheaper.
            yield return context.Set<OutgoingCall>().Where(OutgoingCall.IsUnsettled)
                .OrderBy(call => call.State).ThenBy(call => call.DueAt).Take(1).Select(_ => calls);
        }
    }
}
