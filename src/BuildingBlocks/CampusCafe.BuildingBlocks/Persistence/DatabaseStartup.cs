using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Before anything else runs, the schemas are made ready. A server that can't be reached is waited for: the host starts
/// nevertheless, says so, and is not ready.
/// </summary>
public sealed partial class DatabaseStartup(
    DatabasePreparation preparation,
    ClusterScheduler cluster,
    IDatabase database,
    DatabaseGate gate,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DatabaseStartup> logger)
    : IHostedService, IDisposable
{
    private const double Jitter = 0.5;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Reminder = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private Task waiting = Task.CompletedTask;

    /// <summary>Why the host had to stop after it had waited; null otherwise.</summary>
    public HostStartException? Failure { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (IsAway(exception) && !database.IsExclusive)
        {
            LogWaiting(logger, database.Name, exception.DatabaseReason());
            waiting = WaitAsync(stopping.Token);
        }
        catch (Exception exception) when (IsAway(exception))
        {
            throw new HostStartException(
                $"{database.Name} can't be written ({exception.DatabaseReason()}) Make room where its data is, or make it writable, and start again.",
                exception);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await waiting;
    }

    public void Dispose() => stopping.Dispose();

    private bool IsAway(Exception exception) => exception is not HostStartException && database.IsUnavailable(exception);

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await preparation.RunAsync(cancellationToken);
        await cluster.AddAsync(cancellationToken);
        gate.Open();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var said = time.GetTimestamp();
        try
        {
            for (var failures = 1; !gate.IsOpen; failures++)
            {
                await Task.Delay(Backoff.After(failures, First, Longest, Jitter), time, cancellationToken);
                try
                {
                    await PrepareAsync(cancellationToken);
                    LogReached(logger, database.Name);
                }
                catch (Exception exception) when (IsAway(exception) && time.GetElapsedTime(said) >= Reminder)
                {
                    LogWaiting(logger, database.Name, exception.DatabaseReason());
                    said = time.GetTimestamp();
                }
                catch (Exception exception) when (IsAway(exception))
                {
                    LogStillWaiting(logger, database.Name, exception.DatabaseReason());
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (HostStartException exception)
        {
            Failure = exception;
            lifetime.StopApplication();
        }
#pragma warning disable CA1031 // Nobody awaits this: whatever it is, the host must not stay up without its schemas, nor be silent.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure = new HostStartException($"The schemas on {database.Name} can't be prepared: {exception.Message}", exception);
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1404, LogLevel.Warning, "{Database} can't be reached ({Reason}). The host waits for it; until then it answers 503.")]
    private static partial void LogWaiting(ILogger logger, string database, string reason);

    [LoggerMessage(1405, LogLevel.Debug, "{Database} still can't be reached ({Reason}).")]
    private static partial void LogStillWaiting(ILogger logger, string database, string reason);

    [LoggerMessage(1406, LogLevel.Information, "{Database} can be reached, and is ready.")]
    private static partial void LogReached(ILogger logger, string database);
}
