using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Persistence;

namespace CampusCafe.Shipping.Shipments;

/// <summary>What webhooks and polling tell may be the very answer that an open call is waiting for.</summary>
internal static class CarrierNews
{
    public static async Task TellAsync(
        this ShippingDbContext context, Shipment shipment, ShipmentTrigger news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = shipment.OpenOperation;
        shipment.CarrierSays(news);
        if (asked is null
            || asked == shipment.OpenOperation
            || await context.FindAsync<OutgoingCall>([shipment.Id.Value, asked], cancellationToken) is not { } call)
        {
            return;
        }

        switch (asked)
        {
            case CarrierOperation.Dispatch:
                call.Learn(new CallResult.Succeeded(), now);
                break;
            case CarrierOperation.Cancel:
                call.Learn(new CallResult.Refused(CarrierRefusal.AlreadyDispatched, "The goods have left."), now);
                break;
            default:
                // The booking's own answer still brings the tracking number.
                call.MakeDue(now);
                context.NudgeCalls();
                break;
        }
    }
}
