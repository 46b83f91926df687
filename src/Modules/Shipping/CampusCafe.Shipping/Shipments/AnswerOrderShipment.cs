using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Shipping.Shipments;

internal sealed class AnswerOrderShipment(ShippingDbContext context, TimeProvider time) : QueryHandler<GetOrderShipment, OrderShipment?>
{
    protected override async Task<OrderShipment?> AnswerAsync(GetOrderShipment query, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.AsNoTracking().FirstOrDefaultAsync(s => s.OrderId == query.OrderId, cancellationToken);
        if (shipment is null)
        {
            return null;
        }

        var unknown = await context.HasUnknownOutcomeAsync(shipment.Id.Value, time.GetUtcNow(), cancellationToken);
        return new OrderShipment(shipment.Id, unknown ? "unknown" : PublicName(shipment), shipment.TrackingNumber);
    }

    private static string PublicName(Shipment shipment) => shipment.Status switch
    {
        ShipmentStatus.Creating or ShipmentStatus.CreatingThenCancel => "creating",
        ShipmentStatus.Created or ShipmentStatus.DispatchRefused or ShipmentStatus.Cancelling => "created",
        ShipmentStatus.Rejected => "rejected",
        ShipmentStatus.Dispatching or ShipmentStatus.DispatchingThenCancel => "dispatching",
        ShipmentStatus.Dispatched => "dispatched",
        ShipmentStatus.Delivered => "delivered",
        ShipmentStatus.Lost => "lost",
        ShipmentStatus.Cancelled when shipment.ShipTo is not null => "cancelled",
        _ => "none",
    };
}
