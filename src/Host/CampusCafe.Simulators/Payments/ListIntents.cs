using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>GET /v1/payment_intents?limit&amp;starting_after&amp;created[gte]</c>, newest first.</summary>
internal static class ListIntents
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/payment_intents", static (HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
            endpoint.InquireAsync(http, payments, (db, cancellationToken) =>
                ReadAsync(db, new PageQuery(http.Request.Query), cancellationToken)));

    private static async Task<Answer> ReadAsync(SimulatorDb db, PageQuery query, CancellationToken cancellationToken)
    {
        var since = query.Number("created[gte]");
        if (query.Error is { } malformed)
        {
            return malformed;
        }

        var intents = db.Intents.AsNoTracking();
        if (since is { } seconds)
        {
            var from = DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
            intents = intents.Where(i => i.CreatedAt >= from);
        }

        if (query.Text("starting_after") is { } cursor)
        {
            if (await db.Intents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == cursor, cancellationToken) is not { } last)
            {
                return StripeErrors.NoSuchIntent(cursor, "starting_after", StatusCodes.Status400BadRequest);
            }

            intents = intents.Where(i => i.Sequence < last.Sequence);
        }

        var page = await intents.OrderByDescending(static i => i.Sequence).Take(query.Limit + 1).ToListAsync(cancellationToken);
        return StripeJson.Ok(ListView<IntentView>.Of([.. page.Select(IntentView.Of)], query.Limit, "/v1/payment_intents"));
    }
}
