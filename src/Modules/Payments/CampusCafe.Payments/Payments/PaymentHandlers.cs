using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Persistence;

namespace CampusCafe.Payments.Payments;

internal sealed class HandleAuthorizePayment(PaymentsDbContext context, TimeProvider time) : MessageHandler<PaymentsConsumer, AuthorizePayment>
{
    protected override async Task HandleAsync(AuthorizePayment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddPaymentAsync(message.OrderId, time, cancellationToken)).Authorize(message);
}

internal sealed class HandleCapturePayment(PaymentsDbContext context, TimeProvider time) : MessageHandler<PaymentsConsumer, CapturePayment>
{
    protected override async Task HandleAsync(CapturePayment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddPaymentAsync(message.OrderId, time, cancellationToken)).Capture();
}

internal sealed class HandleCancelPayment(PaymentsDbContext context, TimeProvider time) : MessageHandler<PaymentsConsumer, CancelPayment>
{
    protected override async Task HandleAsync(CancelPayment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddPaymentAsync(message.OrderId, time, cancellationToken)).Cancel();
}

internal static class FindingPayments
{
    /// <summary>What is not there yet is added: a cancel that comes first leaves a tombstone.</summary>
    public static async Task<Payment> FindOrAddPaymentAsync(
        this PaymentsDbContext context, OrderId orderId, TimeProvider time, CancellationToken cancellationToken) =>
        await context.Payments.FindAsync([orderId], cancellationToken) ?? context.Add(new Payment(orderId, time.GetUtcNow())).Entity;
}
