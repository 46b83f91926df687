using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>GET /v1/refunds?payment_intent&amp;limit</c>, newest first.</summary>
internal static class ListRefunds
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/refunds", static (HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
            endpoint.InquireAsync(http, payments, (db, cancellationToken) =>
                ReadAsync(db, new PageQuery(http.Request.Query), cancellationToken)));

    private static async Task<Answer> ReadAsync(SimulatorDb db, PageQuery query, CancellationToken cancellationToken)
    {
        if (query.Error is { } malformed)
        {
            return malformed;
        }

        var refunds = db.Refunds.AsNoTracking();
        if (query.Text("payment_intent") is { } intentId)
        {
            if (!await db.Intents.AnyAsync(i => i.Id == intentId, cancellationToken))
            {
                return StripeErrors.NoSuchIntent(intentId, "payment_intent", StatusCodes.Status400BadRequest);
            }

            refunds = refunds.Where(r => r.IntentId == intentId);
        }

        var page = await refunds.OrderByDescending(static r => r.Sequence).Take(query.Limit + 1).ToListAsync(cancellationToken);
        return StripeJson.Ok(ListView<RefundView>.Of([.. page.Select(RefundView.Of)], query.Limit, "/v1/refunds"));
    }
}
