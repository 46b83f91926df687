using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>What a host does for itself every so often, once the schemas are ready. One time that fails is one time: the host goes on, and says so.</summary>
public abstract partial class PeriodicWork(TimeSpan interval, IDatabase database, DatabaseGate gate, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Before the first time.</summary>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <summary>The same beside its times, as patiently.</summary>
    protected async Task TryWorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (Exception exception) when (database.IsUnavailable(exception) || database.IsLockTimeout(exception))
        {
            // The next time will do; others say that the database is away.
        }
#pragma warning disable CA1031 // Nobody stands above this: whatever it is, a host must not stop because of it.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, GetType().Name, exception);
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            await BeginAsync(stoppingToken);
            using var timer = new PeriodicTimer(interval, time);
            do
            {
                await TryWorkAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
#pragma warning disable CA1031 // The host stops; a statement that is cut off says so in its database's own way.
        catch (Exception) when (stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The host stops.
        }
    }

    [LoggerMessage(1006, LogLevel.Warning, "{Work} failed this time, and is tried again.")]
    private static partial void LogFailed(ILogger logger, string work, Exception exception);
}
