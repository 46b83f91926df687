using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Shipping.Shipments;

internal sealed class AnswerOrderOfShipment(ShippingDbContext context) : QueryHandler<FindOrderOfShipment, OrderId?>
{
    protected override Task<OrderId?> AnswerAsync(FindOrderOfShipment query, CancellationToken cancellationToken) => context.Shipments.AsNoTracking()
        .Where(shipment => shipment.Id == query.ShipmentId)
        .Select(shipment => (OrderId?)shipment.OrderId)
        .FirstOrDefaultAsync(cancellationToken);
}
