using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Ledger;
using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Webhooks;

namespace CampusCafe.Simulators.Payments;

/// <summary>What a piece of work leaves behind beside the intent: the ledger's line and the webhook.</summary>
internal static class PaymentJournal
{
    public static void Happened(this Work work, PaymentIntent intent, Operation operation, long amount) =>
        work.Db.PaymentEffects.Add(PaymentEffect.Of(intent, FaultNames.Of(operation), amount, work.IdempotencyKey, work.Now));

    /// <summary>Call it last: the event carries the intent as it is now.</summary>
    public static void Tell(this Work work, PaymentIntent intent, string type)
    {
        var id = StripeJson.NewId("evt");
        var payload = StripeJson.Write(new
        {
            id,
            @object = "event",
            type,
            created = work.Now.ToUnixTimeSeconds(),
            livemode = false,
            data = new { @object = IntentView.Of(intent) },
        });
        work.Db.Webhooks.Add(OutgoingWebhook.Of(FaultTarget.Payments, intent.Id, payload, work.Now));
    }
}
