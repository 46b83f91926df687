using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>POST /v1/payment_intents/{id}/capture</c>: takes the money, or a part of it, and releases the rest.</summary>
internal static class CaptureIntent
{
    private static readonly string[] Known = ["amount_to_capture"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/v1/payment_intents/{id}/capture",
            static (string id, HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
                endpoint.MutateAsync(http, payments, Operation.Capture, work => PerformAsync(work, id)));

    private static async Task<Answer> PerformAsync(Work work, string id)
    {
        var form = new StripeForm(work.Request.Body, Known);
        var amount = form.Amount("amount_to_capture");
        if (form.Error is { } malformed)
        {
            return malformed;
        }

        if (await work.Db.Intents.SingleOrDefaultAsync(i => i.Id == id, work.CancellationToken) is not { } intent)
        {
            return StripeErrors.NoSuchIntent(id);
        }

        if (intent.Status != IntentStatus.RequiresCapture)
        {
            return StripeErrors.UnexpectedState(intent, "captured", IntentStatus.RequiresCapture);
        }

        if (amount > intent.AmountCapturable)
        {
            return StripeErrors.AmountTooLarge("amount_to_capture", intent.AmountCapturable);
        }

        intent.Capture(amount ?? intent.AmountCapturable);
        work.Happened(intent, Operation.Capture, intent.AmountReceived);
        work.Tell(intent, "payment_intent.succeeded");
        return StripeJson.Ok(IntentView.Of(intent));
    }
}
