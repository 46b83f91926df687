using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary><c>POST /carrier/shipments/{reference}/dispatch</c>: hands the parcel to the driver.</summary>
internal static class DispatchShipment
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/carrier/shipments/{reference}/dispatch",
            static (string reference, HttpContext http, ProviderEndpoint endpoint, CarrierDialect carrier, SimulatorOptions options) =>
                endpoint.MutateAsync(http, carrier, Operation.Dispatch, work =>
                    PerformAsync(work, reference, options.Scaled(options.DeliveredAfter))));

    private static async Task<Answer> PerformAsync(Work work, string reference, TimeSpan deliveredAfter)
    {
        if (await work.Db.Shipments.SingleOrDefaultAsync(s => s.Reference == reference, work.CancellationToken) is not { } shipment)
        {
            return CarrierJson.NotFound(reference);
        }

        switch (shipment.Status)
        {
            case ShipmentStatus.Cancelled:
                return CarrierJson.Error(StatusCodes.Status409Conflict, "shipment_cancelled", "The shipment was cancelled.");
            case ShipmentStatus.Created:
                shipment.Dispatch(work.Now, deliveredAfter);
                work.Db.Happened(shipment, CarrierJournal.Dispatch, work.IdempotencyKey, work.Now);
                break;
            default:
                break; // It has left already; the answer says how far it got.
        }

        return CarrierJson.Shipment(StatusCodes.Status200OK, shipment);
    }
}
