using CampusCafe.BuildingBlocks.Calls;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Payments.Gateway;

/// <summary>
/// One try of a payment operation over Stripe's HTTP API, and what is known afterwards. At most one POST a try.
/// <see href="https://docs.stripe.com/api/idempotent_requests"/>
/// </summary>
internal sealed class PaymentGateway(HttpClient http, TimeProvider time, ILogger<PaymentGateway> logger)
{
    private readonly HttpExchanger exchanger = new(http, logger, PaymentsGatewayOptions.ApiKeySetting);

    /// <exception cref="ArgumentException">An operation that isn't in <see cref="GatewayOperation"/>, or no intent id where one is needed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up: the outcome is as open as after a time-out.</exception>
    public Task<CallResult> CallAsync(CallRequest call, GatewayPayment payment, CancellationToken cancellationToken) => call.Operation switch
    {
        GatewayOperation.Authorize => AuthorizeAsync(call, payment, cancellationToken),
        GatewayOperation.Capture => WorkOnIntentAsync(call, payment, StripeRequests.Capture, cancellationToken),
        GatewayOperation.Void => WorkOnIntentAsync(call, payment, StripeRequests.Void, cancellationToken),
        GatewayOperation.Refund => RefundAsync(call, payment, cancellationToken),
        _ => throw new ArgumentException($"The gateway has no operation '{call.Operation}'.", nameof(call)),
    };

    // While the provider remembers the key, repeating it is the question: only later has one to look first.
    private Task<CallResult> AuthorizeAsync(CallRequest call, GatewayPayment payment, CancellationToken cancellationToken) =>
        ResolvingCall.RunAsync(
            call.KeyMayBeForgotten(time.GetUtcNow()),
            () => new IntentSearch(exchanger).FindAsync(payment.PaymentId, call.FirstSentAt, cancellationToken),
            () => SendAsync<StripeIntent>(
                StripeRequests.Authorize(call.IdempotencyKey, payment),
                (intent, _) => OfNewIntent(intent),
                cancellationToken));

    private Task<CallResult> WorkOnIntentAsync(
        CallRequest call, GatewayPayment payment, Func<string, string, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var intentId = IntentIdOf(payment);
        return ResolvingCall.RunAsync(
            AsksFirst(call),
            () => ReadAsync<StripeIntent>(
                StripeRequests.GetIntent(intentId), intent => IntentTruth.Of(call.Operation, intent), cancellationToken),
            () => SendAsync<StripeIntent>(
                request(call.IdempotencyKey, intentId),
                (intent, _) => Verdict.Final(IntentTruth.Of(call.Operation, intent) is var truth and not CallResult.NothingHappened
                    ? truth
                    : new CallResult.Unknown($"The provider agreed, and left the intent at '{intent.Status}'.")),
                cancellationToken));
    }

    private Task<CallResult> RefundAsync(CallRequest call, GatewayPayment payment, CancellationToken cancellationToken)
    {
        var intentId = IntentIdOf(payment);
        return ResolvingCall.RunAsync(
            AsksFirst(call),
            () => ReadAsync<StripeList<StripeRefund>>(
                StripeRequests.ListRefunds(intentId), refunds => RefundTruth.Of(refunds, payment.Amount.Amount), cancellationToken),
            () => SendAsync<StripeRefund>(
                StripeRequests.Refund(call.IdempotencyKey, intentId),
                OfNewRefund,
                cancellationToken));
    }

    private static Verdict OfNewIntent(StripeIntent intent) => IntentTruth.Of(GatewayOperation.Authorize, intent) switch
    {
        CallResult.NothingHappened => Verdict.Final(
            new CallResult.Refused(GatewayRefusal.CardDeclined, "The provider asks for another payment method.")),
        // The key repeats this answer for ever: only the intent itself can tell how it went on.
        CallResult.Unknown open => Verdict.UnlessDone(open),
        var truth => Verdict.Final(truth),
    };

    // A stored answer tells how the refund began; since then the bank may have sent the money back.
    private static Verdict OfNewRefund(StripeRefund refund, bool replayed) => replayed
        ? Verdict.UnlessDone(new CallResult.NothingHappened("The refund that this key made has not given the money back."))
        : Verdict.Final(RefundTruth.Of(refund));

    private async Task<Verdict> SendAsync<T>(
        HttpRequestMessage request, Func<T, bool, Verdict> interpret, CancellationToken cancellationToken)
        where T : class =>
        (await exchanger.SendAsync(request, cancellationToken)).Match(
            answer => answer switch
            {
                { IsSuccess: false } => StripeAnswers.Refusal(answer),
                _ when answer.Json<T>(StripeWire.Json) is { } body => interpret(body, answer.Replayed),
                _ => Verdict.Final(answer.Incomprehensible()),
            },
            Verdict.Final);

    // Whatever isn't an answer, a 404 too, leaves it open: an intent that we were given can't be unknown to its owner.
    private async Task<CallResult> ReadAsync<T>(
        HttpRequestMessage request, Func<T, CallResult> interpret, CancellationToken cancellationToken)
        where T : class =>
        (await exchanger.SendAsync(request, cancellationToken)).Match(
            answer => answer.IsSuccess && answer.Json<T>(StripeWire.Json) is { } body ? interpret(body) : answer.Incomprehensible(),
            static meaning => meaning);

    private bool AsksFirst(CallRequest call) => call.AskFirst || call.KeyMayBeForgotten(time.GetUtcNow());

    private static string IntentIdOf(GatewayPayment payment) =>
        payment.IntentId ?? throw new ArgumentException("Only an authorization can do without an intent id.", nameof(payment));
}
