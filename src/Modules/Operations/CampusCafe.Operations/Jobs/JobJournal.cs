using System.Threading.Channels;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations.Jobs;

/// <summary>Writes the history of jobs behind them, several runs in one commit.</summary>
internal sealed class JobJournal(IServiceScopeFactory scopes, HostBeat host, IDatabase database, DatabaseGate gate, TimeProvider time) : BackgroundService, IJobJournal
{
    /// <summary>1,000: while the database is away the oldest are forgotten; what they did is in the tables.</summary>
    private const int MaxWaiting = 1_000;

    private static readonly TimeSpan Gathers = TimeSpan.FromSeconds(1);

    private readonly Channel<JobRun> ended = Channel.CreateBounded<JobRun>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Record(JobRun run) => ended.Writer.TryWrite(run);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (gate.IsOpen)
        {
            await TryWriteAsync(Take(), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            while (await ended.Reader.WaitToReadAsync(stoppingToken))
            {
                var runs = Take();
                while (!await TryWriteAsync(runs, stoppingToken))
                {
                    await Task.Delay(Gathers, time, stoppingToken);
                }

                await Task.Delay(Gathers, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private List<JobRun> Take()
    {
        List<JobRun> runs = [];
        while (runs.Count < MaxWaiting && ended.Reader.TryRead(out var run))
        {
            runs.Add(run);
        }

        return runs;
    }

    private async Task<bool> TryWriteAsync(List<JobRun> runs, CancellationToken cancellationToken)
    {
        if (runs.Count == 0)
        {
            return true;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
            context.AddRange(runs.Select(Of));
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (database.IsUnavailable(exception) || database.IsLockTimeout(exception))
        {
            return false;
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
