using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations.Jobs;

/// <summary>Reads every few seconds what people have decided about jobs, on this host or another, and has it done here.</summary>
internal sealed class JobDecisions(IServiceScopeFactory scopes, IJobControl control, IDatabase database, DatabaseGate gate, TimeProvider time) : BackgroundService
{
    /// <summary>5 s: how long another host goes on as before.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().JobOverrides.AsNoTracking().ToListAsync(cancellationToken);
        control.Apply(stored.ToDictionary(one => one.Job, one => one.ToOverride()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await TryReadAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (database.IsUnavailable(exception) || database.IsLockTimeout(exception))
        {
            // What was decided before holds; read again soon.
        }
    }
}
