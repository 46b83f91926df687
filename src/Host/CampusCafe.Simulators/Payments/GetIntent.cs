using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>GET /v1/payment_intents/{id}</c></summary>
internal static class GetIntent
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/v1/payment_intents/{id}",
            static (string id, HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
                endpoint.InquireAsync(http, payments, (db, cancellationToken) => ReadAsync(db, id, cancellationToken)));

    private static async Task<Answer> ReadAsync(SimulatorDb db, string id, CancellationToken cancellationToken) =>
        await db.Intents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is { } intent
            ? StripeJson.Ok(IntentView.Of(intent))
            : StripeErrors.NoSuchIntent(id);
}
