using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.Shipping.Shipments;

/// <summary>Asks the carrier about shipments under way: what a webhook would have said, should it never come.</summary>
[DisallowConcurrentExecution]
internal sealed class PollCarrier(
    IServiceScopeFactory scopes, ShippingDbContext reader, CarrierClient carrier, IOptions<PollingOptions> options, TimeProvider time) : IJob
{
    /// <summary>50 shipments a run: what is left waits for the next.</summary>
    private const int MaxPerRun = 50;

    private static readonly ShipmentStatus[] WorthAsking =
        [ShipmentStatus.Created, ShipmentStatus.DispatchRefused, ShipmentStatus.Dispatched, ShipmentStatus.Lost];

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await reader.Shipments.AsNoTracking()
            .Where(shipment => WorthAsking.Contains(shipment.Status) && shipment.PollAt <= now)
            .OrderBy(shipment => shipment.PollAt)
            .Take(MaxPerRun)
            .ToListAsync(cancellationToken);

        foreach (var shipment in due)
        {
            var reading = await carrier.ReadAsync(shipment.Id, cancellationToken);
            await scopes.InTransactionAsync<ShippingDbContext, bool>(
                (services, context) => TellAsync(services, context, shipment.OrderId, reading, cancellationToken), cancellationToken);
        }
    }

    private async Task<bool> TellAsync(
        IServiceProvider services, ShippingDbContext context, OrderId orderId, CarrierReading reading, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.SingleAsync(s => s.OrderId == orderId, cancellationToken);
        services.GetRequiredService<CurrentMessage>().Set(shipment.CorrelationId, causationId: null);
        shipment.PollNext(time.GetUtcNow() + options.Value.Every);
        if (TriggerOf(reading.Status) is { } trigger)
        {
            shipment.CarrierSays(trigger);
        }

        return true;
    }

    private static ShipmentTrigger? TriggerOf(CarrierStatus status) => status switch
    {
        CarrierStatus.Dispatched => ShipmentTrigger.Left,
        CarrierStatus.Delivered => ShipmentTrigger.Arrived,
        CarrierStatus.Lost => ShipmentTrigger.Vanished,
        _ => null,
    };
}
