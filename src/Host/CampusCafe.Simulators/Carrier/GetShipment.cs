using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary><c>GET /carrier/shipments/{reference}</c></summary>
internal static class GetShipment
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/carrier/shipments/{reference}",
            static (string reference, HttpContext http, ProviderEndpoint endpoint, CarrierDialect carrier) =>
                endpoint.InquireAsync(http, carrier, (db, cancellationToken) => ReadAsync(db, reference, cancellationToken)));

    private static async Task<Answer> ReadAsync(SimulatorDb db, string reference, CancellationToken cancellationToken) =>
        await db.Shipments.AsNoTracking().SingleOrDefaultAsync(s => s.Reference == reference, cancellationToken) is { } shipment
            ? CarrierJson.Shipment(StatusCodes.Status200OK, shipment)
            : CarrierJson.NotFound(reference);
}
