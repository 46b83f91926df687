using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary><c>POST /carrier/shipments/{reference}/cancel</c>: calls a parcel back that has not left yet.</summary>
internal static class CancelShipment
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/carrier/shipments/{reference}/cancel",
            static (string reference, HttpContext http, ProviderEndpoint endpoint, CarrierDialect carrier) =>
                endpoint.MutateAsync(http, carrier, Operation.Cancel, work => PerformAsync(work, reference)));

    private static async Task<Answer> PerformAsync(Work work, string reference)
    {
        if (await work.Db.Shipments.SingleOrDefaultAsync(s => s.Reference == reference, work.CancellationToken) is not { } shipment)
        {
            return CarrierJson.NotFound(reference);
        }

        switch (shipment.Status)
        {
            case ShipmentStatus.Cancelled:
                break; // Asked again: the wish is fulfilled already.
            case ShipmentStatus.Created:
                shipment.Cancel(work.Now);
                work.Db.Happened(shipment, CarrierJournal.Cancel, work.IdempotencyKey, work.Now);
                break;
            default:
                return CarrierJson.Error(StatusCodes.Status409Conflict, "already_dispatched", "The shipment has left.");
        }

        return CarrierJson.Shipment(StatusCodes.Status200OK, shipment);
    }
}
