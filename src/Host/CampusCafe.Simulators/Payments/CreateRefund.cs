using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>POST /v1/refunds</c>: gives captured money back, all that is left of it or a part.</summary>
internal static class CreateRefund
{
    private static readonly string[] Known = ["payment_intent", "amount", "reason", "metadata[]"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/refunds", static (HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
            endpoint.MutateAsync(http, payments, Operation.Refund, PerformAsync));

    private static async Task<Answer> PerformAsync(Work work)
    {
        var form = new StripeForm(work.Request.Body, Known);
        var id = form.Required("payment_intent");
        var amount = form.Amount("amount");
        if (form.Error is { } malformed)
        {
            return malformed;
        }

        if (await work.Db.Intents.SingleOrDefaultAsync(i => i.Id == id, work.CancellationToken) is not { } intent)
        {
            return StripeErrors.NoSuchIntent(id, "payment_intent");
        }

        if (intent.Status != IntentStatus.Succeeded)
        {
            return StripeErrors.UnexpectedState(intent, "refunded", IntentStatus.Succeeded);
        }

        if (intent.AmountRefundable == 0)
        {
            return StripeErrors.AlreadyRefunded(intent);
        }

        if (amount > intent.AmountRefundable)
        {
            return StripeErrors.AmountTooLarge("amount", intent.AmountRefundable);
        }

        return Give(work, intent, amount ?? intent.AmountRefundable, form);
    }

    private static Answer Give(Work work, PaymentIntent intent, long amount, StripeForm form)
    {
        var refund = new Refund
        {
            Id = StripeJson.NewId("re"),
            IntentId = intent.Id,
            Charge = intent.LatestCharge,
            Amount = amount,
            Currency = intent.Currency,
            Reason = form.Text("reason"),
            MetadataJson = form.MetadataJson(),
            CreatedAt = work.Now,
        };
        work.Db.Refunds.Add(refund);
        intent.Refund(amount);
        work.Happened(intent, Operation.Refund, amount);
        work.Tell(intent, "charge.refunded");
        return StripeJson.Ok(RefundView.Of(refund));
    }
}
