using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>POST /v1/payment_intents/{id}/cancel</c>: voids the authorisation.</summary>
internal static class CancelIntent
{
    private static readonly string[] Known = ["cancellation_reason"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/v1/payment_intents/{id}/cancel",
            static (string id, HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
                endpoint.MutateAsync(http, payments, Operation.Void, work => PerformAsync(work, id)));

    private static async Task<Answer> PerformAsync(Work work, string id)
    {
        if (new StripeForm(work.Request.Body, Known).Error is { } malformed)
        {
            return malformed;
        }

        if (await work.Db.Intents.SingleOrDefaultAsync(i => i.Id == id, work.CancellationToken) is not { } intent)
        {
            return StripeErrors.NoSuchIntent(id);
        }

        if (intent.Status is IntentStatus.Succeeded or IntentStatus.Canceled)
        {
            return StripeErrors.UnexpectedState(
                intent, "canceled", $"{IntentStatus.RequiresPaymentMethod}, {IntentStatus.RequiresCapture}");
        }

        if (intent.AmountCapturable > 0)
        {
            // A declined intent can be cancelled as well, but then no authorisation is released.
            work.Happened(intent, Operation.Void, intent.AmountCapturable);
        }

        intent.Cancel();
        work.Tell(intent, "payment_intent.canceled");
        return StripeJson.Ok(IntentView.Of(intent));
    }
}
