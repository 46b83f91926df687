using System.Data.Common;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary>Hands dispatched parcels over when their time has come; the times are in the store, so a restart loses none.</summary>
internal sealed partial class DeliveryClock(SimulatorStore store, TimeProvider time, ILogger<DeliveryClock> logger) : BackgroundService
{
    // Other writers wait for the gate meanwhile.
    private const int MostAtOnce = 50;

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Nudge nudge = store.NudgeOnCommit();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await WaitOrDeliverAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: who was not served yet is served after the next start.
        }
    }

    private async Task WaitOrDeliverAsync(CancellationToken stoppingToken)
    {
        try
        {
            var sleep = await UntilNextAsync(stoppingToken);
            if (sleep <= TimeSpan.Zero)
            {
                await store.WriteAsync(db => DeliverDueAsync(db, stoppingToken), stoppingToken);
            }
            else
            {
                await nudge.WaitAsync(sleep, time, stoppingToken);
            }
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            LogStoreFailed(exception.GetBaseException().Message); // A full disk, say: whoever is due stays due.
            await Task.Delay(StorePause, time, stoppingToken);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var next = await db.Shipments.Where(static s => s.DeliverAt != null)
            .OrderBy(static s => s.DeliverAt).Select(static s => s.DeliverAt).FirstOrDefaultAsync(cancellationToken);
        return next is { } at && at - time.GetUtcNow() < LongestSleep ? at - time.GetUtcNow() : LongestSleep;
    }

    private async Task<int> DeliverDueAsync(SimulatorDb db, CancellationToken cancellationToken)
    {
        var now = time.GetStorableNow();
        var due = await db.Shipments.Where(s => s.DeliverAt <= now).OrderBy(static s => s.DeliverAt)
            .Take(MostAtOnce).ToListAsync(cancellationToken);
        foreach (var shipment in due)
        {
            shipment.Deliver(now);
            db.Happened(shipment, CarrierJournal.Deliver, idempotencyKey: null, now);
            db.Tell(shipment, now);
        }

        return due.Count;
    }

    [LoggerMessage(3, LogLevel.Warning, "The store can't be used now: {Reason}")]
    private partial void LogStoreFailed(string reason);
}
