using System.Diagnostics.Metrics;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>
/// Shows how far the consumers are behind. The gauges tell what was seen at the last look and never ask the database
/// themselves: nobody can make it work harder by collecting more often. Nobody collects: nobody looks.
/// </summary>
internal sealed partial class RelayLagGauges : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly RelayLag lag;
    private readonly DatabaseGate gate;
    private readonly OutageLog outages;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ObservableGauge<int> pending;
    private readonly ObservableGauge<double> oldestAge;
    private volatile IReadOnlyList<Lag> seen = [];

    public RelayLagGauges(RelayLag lag, DatabaseGate gate, OutageLog outages, IMeterFactory meters, TimeProvider time, ILogger<RelayLagGauges> logger)
    {
        (this.lag, this.gate, this.outages, this.time, this.logger) = (lag, gate, outages, time, logger);
        var meter = meters.Create(Telemetry.MeterName);
        pending = meter.CreateObservableGauge(
            "campuscafe.relay.pending",
            () => seen.Select(of => new Measurement<int>(of.Pending, new KeyValuePair<string, object?>(Telemetry.Destination, of.Consumer))),
            "{message}",
            "Messages that wait for a consumer, over all hosts; at most 10,000 are counted in each outbox.");
        oldestAge = meter.CreateObservableGauge(
            "campuscafe.relay.oldest.age",
            () => seen.Select(of => new Measurement<double>(
                Math.Max(0, of.OldestAge?.TotalSeconds ?? 0), new KeyValuePair<string, object?>(Telemetry.Destination, of.Consumer))),
            "s",
            "Age of the oldest message that waits for a consumer and that no failure holds back; 0 when none does.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenedAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                seen = pending.Enabled || oldestAge.Enabled ? await LookAsync(stoppingToken) : [];
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<IReadOnlyList<Lag>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await lag.LookAsync(freshEnough: Interval / 2, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && outages.IsOutage(exception))
        {
            outages.Report("the relays' gauges", exception);
            return []; // Better nothing than what was true before.
        }
#pragma warning disable CA1031 // Nobody stands above this: whatever it is, a host must not stop because it couldn't be measured.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception);
            return [];
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "How far the relays are behind can't be measured now.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
