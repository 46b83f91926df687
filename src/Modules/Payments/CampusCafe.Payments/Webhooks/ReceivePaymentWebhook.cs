using System.Text.Json;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.Payments.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusCafe.Payments.Webhooks;

/// <summary>
/// <c>POST /webhooks/payments</c>. What it says is not believed, only taken as a hint: an open call of that payment is
/// made due, so that the provider is asked now. Answered 2xx only after the commit.
/// </summary>
internal static class ReceivePaymentWebhook
{
    private const string SignatureHeader = "Stripe-Signature";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/payments", HandleAsync)
        .IsForProviders()
        .WithTags("Webhooks")
        .WithSummary("The payment provider's events, signed as Stripe signs them")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Task<IResult> HandleAsync(
        HttpContext http, IOptions<PaymentsWebhookOptions> options, WebhookInbox inbox, TimeProvider time, CancellationToken cancellationToken) =>
        inbox.ReceiveAsync<PaymentsDbContext>(
            http,
            SignatureHeader,
            options.Value.Secret,
            (context, payload, token) => ArmAsync(context, payload, time, token),
            cancellationToken);

    private static async Task ArmAsync(PaymentsDbContext context, JsonElement payload, TimeProvider time, CancellationToken cancellationToken)
    {
        if (PaymentIdOf(payload) is not { } paymentId)
        {
            return; // An event about something else: not ours, and not wrong.
        }

        var open = await context.Set<OutgoingCall>()
            .Where(call => call.SubjectId == paymentId && call.State != CallState.Settled)
            .ToListAsync(cancellationToken);
        foreach (var call in open)
        {
            call.MakeDue(time.GetUtcNow());
            context.NudgeCalls();
        }
    }

    private static Guid? PaymentIdOf(JsonElement payload) =>
        Guid.TryParse(payload.TextAt("data", "object", "metadata", "payment_id"), out var paymentId) ? paymentId : null;
}
