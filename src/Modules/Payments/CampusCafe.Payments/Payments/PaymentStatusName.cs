using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Persistence;

namespace CampusCafe.Payments.Payments;

/// <summary>What people call a payment's status. An open call whose outcome nobody knows shows as unknown.</summary>
internal static class PaymentStatusName
{
    public static async Task<string> StatusNameAsync(
        this PaymentsDbContext context, Payment payment, TimeProvider time, CancellationToken cancellationToken) =>
        await context.HasUnknownOutcomeAsync(payment.Id.Value, time.GetUtcNow(), cancellationToken) ? "unknown" : Of(payment.Status);

    private static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Authorizing or PaymentStatus.AuthorizingThenCancel => "authorizing",
        PaymentStatus.Authorized or PaymentStatus.CaptureFailed or PaymentStatus.Voiding => "authorized",
        PaymentStatus.Declined => "declined",
        PaymentStatus.Capturing or PaymentStatus.CapturingThenCancel => "capturing",
        PaymentStatus.Captured or PaymentStatus.Refunding => "captured",
        PaymentStatus.Voided => "voided",
        PaymentStatus.Refunded => "refunded",
        _ => "none",
    };
}
