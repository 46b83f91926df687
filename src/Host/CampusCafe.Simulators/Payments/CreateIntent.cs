using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Payments;

/// <summary><c>POST /v1/payment_intents</c>, confirmed at once: authorises the card.</summary>
internal static class CreateIntent
{
    private static readonly string[] Known =
    [
        "amount", "currency", "payment_method", "capture_method", "confirm", "description", "metadata[]", "payment_method_types[]",
        "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]",
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/payment_intents", static (HttpContext http, ProviderEndpoint endpoint, PaymentsDialect payments) =>
            endpoint.MutateAsync(http, payments, Operation.Authorize, static work => Task.FromResult(Perform(work))));

    private static Answer Perform(Work work)
    {
        var form = new StripeForm(work.Request.Body, Known);
        var amount = form.RequiredAmount("amount");
        var currency = form.Currency("currency");
        var paymentMethod = form.Required("payment_method");
        form.MustBe("capture_method", "manual");
        form.MustBe("confirm", "true");
        if (form.Error is { } malformed)
        {
            return malformed;
        }

        if (!DeclineCodes.TryGet(paymentMethod, out var declineCode))
        {
            return StripeErrors.NoSuchPaymentMethod(paymentMethod);
        }

        var intent = new PaymentIntent
        {
            Id = StripeJson.NewId("pi"),
            Amount = amount,
            Currency = currency,
            PaymentMethod = paymentMethod,
            Description = form.Text("description"),
            MetadataJson = form.MetadataJson(),
            CreatedAt = work.Now,
        };
        work.Db.Intents.Add(intent);
        return (work.Declined ? DeclineCodes.Generic : declineCode) is { } code ? Decline(work, intent, code) : Authorize(work, intent);
    }

    private static Answer Authorize(Work work, PaymentIntent intent)
    {
        intent.Authorize(StripeJson.NewId("ch"));
        work.Happened(intent, Operation.Authorize, intent.Amount);
        work.Tell(intent, "payment_intent.amount_capturable_updated");
        return StripeJson.Ok(IntentView.Of(intent));
    }

    private static Answer Decline(Work work, PaymentIntent intent, string code)
    {
        intent.Decline(StripeJson.NewId("ch"), code);
        work.Tell(intent, "payment_intent.payment_failed");
        return StripeErrors.CardDeclined(intent);
    }
}
