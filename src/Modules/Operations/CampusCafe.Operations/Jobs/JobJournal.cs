using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Jobs;

/// <summary>Writes the history of jobs behind them, several runs in one commit.</summary>
internal sealed class JobJournal(IServiceScopeFactory scopes, HostBeat host, IDatabase database, DatabaseGate gate, TimeProvider time, ILogger<JobJournal> logger)
    : PeriodicWork(Gathers, database, gate, time, logger), IJobJournal, IHostedLifecycleService
{
    /// <summary>1,000: while the database is away the oldest are forgotten; what they did is in the tables.</summary>
    private const int MaxWaiting = 1_000;

    private static readonly TimeSpan Gathers = TimeSpan.FromSeconds(1);

    private readonly DatabaseGate gate = gate;
    private readonly ConcurrentQueue<JobRun> ended = new();

    public void Record(JobRun run)
    {
        ended.Enqueue(run);
        while (ended.Count > MaxWaiting)
        {
            ended.TryDequeue(out _);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Behind the schedulers, which wait for the runs that are under way.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (gate.IsOpen)
        {
            await TryWorkAsync(cancellationToken);
        }
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        JobRun[] runs = [.. ended];
        if (runs.Length == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
        context.AddRange(runs.Select(Of));
        await context.SaveChangesAsync(cancellationToken);
        foreach (var run in runs)
        {
            // Once they stand. Some may have been forgotten meanwhile, the oldest first.
            if (ended.TryPeek(out var oldest) && oldest == run)
            {
                ended.TryDequeue(out _);
            }
        }
    }

    private StoredRun Of(JobRun run) => new()
    {
        Job = run.Job,
        Machine = Environment.MachineName,
        HostId = host.Id,
        IsByHand = run.IsByHand,
        StartedAt = run.StartedAt,
        DurationMicroseconds = (long)run.Duration.TotalMicroseconds,
        Outcome = run.Outcome,
        Error = run.Error?.Bounded(StoredRun.MaxError),
    };
}
