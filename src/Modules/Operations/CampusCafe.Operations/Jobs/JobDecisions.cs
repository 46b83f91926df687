using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Jobs;

/// <summary>Reads every few seconds what people have decided about jobs, on this host or another, and has it done here.</summary>
internal sealed class JobDecisions : PeriodicWork
{
    /// <summary>5 s: how long another host goes on as before.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory scopes;
    private readonly IJobControl control;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim reading = new(1, 1);

    public JobDecisions(
        IServiceScopeFactory scopes, IJobControl control, JobBoard board, IDatabase database, DatabaseGate gate, TimeProvider time, ILogger<JobDecisions> logger)
        : base(Interval, database, gate, time, logger)
    {
        (this.scopes, this.control, this.time) = (scopes, control, time);
        board.ExpectDecisions();
    }

    /// <summary>Now: somebody has just decided. What can't be read is read again soon.</summary>
    public Task ReadAsync() => TryWorkAsync(CancellationToken.None);

    public override void Dispose()
    {
        reading.Dispose();
        base.Dispose();
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        // One after the other: what was read before isn't applied after what was read later.
        await reading.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var stored = await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().JobOverrides.AsNoTracking().ToListAsync(cancellationToken);
            control.Apply(stored.ToDictionary(one => one.Job, one => one.ToOverride(time.GetUtcNow())));
        }
        finally
        {
            reading.Release();
        }
    }
}
