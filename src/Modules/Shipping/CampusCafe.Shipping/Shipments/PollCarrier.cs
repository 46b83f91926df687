using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.Shipping.Shipments;

/// <summary>Asks the carrier about shipments under way: what a webhook would have said, should it never come.</summary>
internal sealed class PollCarrier(
    IServiceScopeFactory scopes,
    ShippingDbContext reader,
    CarrierClient carrier,
    IOptions<PollingOptions> options,
    TimeProvider time,
    ILogger<PollCarrier> logger) : IJob
{
    /// <summary>50 shipments a run: what is left waits for the next.</summary>
    private const int MaxPerRun = 50;

    private static readonly ShipmentStatus[] WorthAsking =
        [ShipmentStatus.Created, ShipmentStatus.DispatchRefused, ShipmentStatus.Dispatched, ShipmentStatus.Lost];

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // No question is put off for longer: what lies further ahead was written by a clock that was wrong.
        var latest = now + options.Value.Every;
        var due = await reader.Shipments.AsNoTracking()
            .Where(shipment => WorthAsking.Contains(shipment.Status) && (shipment.PollAt <= now || shipment.PollAt > latest))
            .OrderBy(shipment => shipment.PollAt)
            .Take(MaxPerRun)
            .ToListAsync(cancellationToken);

        foreach (var shipment in due)
        {
            // Read first, outside of any transaction.
            var reading = await carrier.ReadAsync(shipment.Id, cancellationToken);
            await scopes.EachInTransactionAsync<ShippingDbContext, OrderId>(
                [shipment.OrderId], (_, context, orderId) => TellAsync(context, orderId, reading, cancellationToken), logger, cancellationToken);
        }
    }

    private async Task TellAsync(ShippingDbContext context, OrderId orderId, CarrierReading reading, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.SingleAsync(s => s.OrderId == orderId, cancellationToken);
        shipment.PollNext(time.GetUtcNow() + options.Value.Every);
        if (TriggerOf(reading.Status) is { } trigger)
        {
            await context.TellAsync(shipment, trigger, time.GetUtcNow(), cancellationToken);
        }
    }

    private static ShipmentTrigger? TriggerOf(CarrierStatus status) => status switch
    {
        CarrierStatus.Dispatched => ShipmentTrigger.Left,
        CarrierStatus.Delivered => ShipmentTrigger.Arrived,
        CarrierStatus.Lost => ShipmentTrigger.Vanished,
        _ => null,
    };
}
