using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Payments;

/// <summary>What people call a payment's status. An open call whose outcome nobody knows shows as unknown.</summary>
internal static class PaymentStatusName
{
    public static async Task<string> StatusNameAsync(this PaymentsDbContext context, Payment payment, CancellationToken cancellationToken)
    {
        var subject = payment.Id.Value;
        var unknown = await context.Set<OutgoingCall>().AnyAsync(
            call => call.SubjectId == subject && call.State != CallState.Settled && call.LastOutcome == CallOutcome.Unknown, cancellationToken);
        return unknown ? "unknown" : Of(payment.Status);
    }

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
