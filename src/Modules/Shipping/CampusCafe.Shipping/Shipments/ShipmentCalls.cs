using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Shipping.Shipments;

/// <summary>A shipment's calls to the carrier, and what their outcomes mean for it.</summary>
internal sealed class ShipmentCalls(ShippingDbContext context, CarrierClient carrier) : ICallHandler
{
    public async Task<CallResult> CallAsync(CallRequest call, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.AsNoTracking().SingleAsync(s => s.OrderId == call.OrderId, cancellationToken);
        return await carrier.CallAsync(call, new CarrierShipment(shipment.Id, shipment.OrderId, shipment.ShipTo!, shipment.Items), cancellationToken);
    }

    /// <summary>A cancel is refused for good only when the goods have left; otherwise it is asked for again.</summary>
    public bool Settles(string operation, CallResult.Refused refusal) =>
        operation != CarrierOperation.Cancel || refusal.Code == CarrierRefusal.AlreadyDispatched;

    public async Task ApplyAsync(CallRequest call, CallResult result, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.FindAsync([call.OrderId], cancellationToken)
            ?? throw new InvalidOperationException($"The shipment of order {call.OrderId} is gone.");
        shipment.Conclude(call.Operation, result);
    }
}
