using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Payments.Gateway;

/// <summary>What refunds say about the wish to give everything back.</summary>
internal static class RefundTruth
{
    private const string Succeeded = "succeeded";
    private const string Pending = "pending";
    private const string Failed = "failed";
    private const string Canceled = "canceled";

    /// <summary>Pending counts: the money is no longer ours, the bank only takes its time.</summary>
    private static bool GivesBack(StripeRefund refund) => refund.Status is Succeeded or Pending;

    /// <summary>The answer to our own request.</summary>
    public static CallResult Of(StripeRefund refund) => refund switch
    {
        { Status: Succeeded or Pending } => new CallResult.Succeeded(refund.Id),
        { Status: Failed or Canceled } => new CallResult.Refused(
            GatewayRefusal.RefundFailed, $"The refund is {refund.Status} ({refund.FailureReason ?? "no reason given"})."),
        _ => Open(refund),
    };

    /// <summary>All refunds of one intent.</summary>
    /// <param name="refunds">The newest page.</param>
    /// <param name="amount">What was captured, in minor units.</param>
    public static CallResult Of(StripeList<StripeRefund> refunds, long amount)
    {
        // Somebody may have given a part back by hand: ours is then the rest.
        if (refunds.Data.FirstOrDefault(GivesBack) is { } newest && refunds.Data.Where(GivesBack).Sum(r => r.Amount) >= amount)
        {
            return new CallResult.Succeeded(newest.Id);
        }

        if (refunds.HasMore)
        {
            return new CallResult.Unknown("The payment has more refunds than one look can hold.");
        }

        return refunds.Data.FirstOrDefault(r => r.Status is not (Succeeded or Pending or Failed or Canceled)) is { } open
            ? Open(open)
            : new CallResult.NothingHappened("The money has not been given back.");
    }

    private static CallResult.Unknown Open(StripeRefund refund) => new($"The refund's status is '{refund.Status}'.");
}
