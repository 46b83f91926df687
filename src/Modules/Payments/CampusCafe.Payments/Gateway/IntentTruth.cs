using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Payments.Gateway;

/// <summary>
/// What an intent's status says about each operation. <see cref="CallResult.NothingHappened"/>: not done, and still possible.
/// </summary>
/// <see href="https://docs.stripe.com/payments/paymentintents/lifecycle"/>
internal static class IntentTruth
{
    private const string RequiresPaymentMethod = "requires_payment_method";
    private const string RequiresConfirmation = "requires_confirmation";
    private const string RequiresAction = "requires_action";
    private const string RequiresCapture = "requires_capture";
    private const string Canceled = "canceled";
    private const string Succeeded = "succeeded";

    /// <summary>For each operation that works on an intent.</summary>
    public static CallResult Of(string operation, StripeIntent intent) => operation switch
    {
        GatewayOperation.Authorize => OfAuthorize(intent),
        GatewayOperation.Capture => OfCapture(intent),
        GatewayOperation.Void => OfVoid(intent),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An intent's status says nothing about it."),
    };

    /// <summary>All intents that were ever made for one payment: money reserved by any of them goes before all else.</summary>
    public static CallResult OfAuthorize(IReadOnlyCollection<StripeIntent> intents)
    {
        List<CallResult> truths = [.. intents.Select(OfAuthorize)];
        return truths.Find(static t => t is CallResult.Succeeded)
            ?? truths.Find(static t => t is CallResult.Unknown)
            ?? truths.Find(static t => t is CallResult.Refused)
            ?? new CallResult.NothingHappened("The provider has no intent for this payment that could hold money.");
    }

    private static CallResult OfAuthorize(StripeIntent intent) => intent switch
    {
        { Status: RequiresCapture or Succeeded } => new CallResult.Succeeded(intent.Id),
        { Status: RequiresAction or RequiresConfirmation } => new CallResult.Refused(
            GatewayRefusal.AuthenticationRequired, "The card asks for an authentication that a checkout without the customer can't give."),
        { Status: RequiresPaymentMethod, LastPaymentError: { } error } => StripeAnswers.Declined(error),
        { Status: RequiresPaymentMethod } => new CallResult.NothingHappened("The intent was made, and no card was tried."),
        { Status: Canceled } => Cancelled(),
        _ => Open(intent),
    };

    private static CallResult OfCapture(StripeIntent intent) => intent.Status switch
    {
        Succeeded => new CallResult.Succeeded(intent.Id),
        RequiresCapture => new CallResult.NothingHappened("The authorization has not been captured."),
        Canceled => Cancelled(),
        RequiresPaymentMethod or RequiresAction or RequiresConfirmation => new CallResult.Refused(
            GatewayRefusal.NotAuthorized, "There is no authorization to capture."),
        _ => Open(intent),
    };

    private static CallResult OfVoid(StripeIntent intent) => intent.Status switch
    {
        Canceled => new CallResult.Succeeded(intent.Id),
        RequiresCapture or RequiresPaymentMethod or RequiresAction or RequiresConfirmation =>
            new CallResult.NothingHappened("The authorization has not been voided."),
        Succeeded => new CallResult.Refused(GatewayRefusal.PaymentCaptured, "The money has been taken already."),
        _ => Open(intent),
    };

    private static CallResult.Refused Cancelled() =>
        new(GatewayRefusal.PaymentCanceled, "The authorization has been cancelled.");

    // 'processing', or something that Stripe invents after this was written.
    private static CallResult.Unknown Open(StripeIntent intent) => new($"The intent's status is '{intent.Status}'.");
}
