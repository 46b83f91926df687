using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Shipping.Shipments;

internal sealed class AnswerOrderShipment(ShippingDbContext context) : QueryHandler<GetOrderShipment, OrderShipment?>
{
    protected override async Task<OrderShipment?> AnswerAsync(GetOrderShipment query, CancellationToken cancellationToken)
    {
        var shipment = await context.Shipments.AsNoTracking().FirstOrDefaultAsync(s => s.OrderId == query.OrderId, cancellationToken);
        if (shipment is null)
        {
            return null;
        }

        var subject = shipment.Id.Value;
        var unknown = await context.Set<OutgoingCall>().AnyAsync(
            call => call.SubjectId == subject && call.State != CallState.Settled && call.LastOutcome == CallOutcome.Unknown, cancellationToken);
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
