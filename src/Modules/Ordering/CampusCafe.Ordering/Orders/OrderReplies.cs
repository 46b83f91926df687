using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Payments.Contracts;
using CampusCafe.Shipping.Contracts;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering.Orders;

/// <summary>What a message needs to reach its order.</summary>
internal sealed class OrderInbox(OrderingDbContext context, IOptions<OrderingOptions> options, TimeProvider time)
{
    public async Task TellAsync(OrderId orderId, SagaInput input, string? failure, CancellationToken cancellationToken) =>
        (await FindAsync(orderId, cancellationToken)).When(input, failure, options.Value.Deadline, time.GetUtcNow());

    public async Task RaiseAttentionAsync(AttentionRaised raised, CancellationToken cancellationToken) =>
        (await FindAsync(raised.OrderId, cancellationToken)).RaiseAttention(raised.Reason, time.GetUtcNow());

    public async Task ClearAttentionAsync(AttentionCleared cleared, CancellationToken cancellationToken) =>
        (await FindAsync(cleared.OrderId, cancellationToken)).ClearAttention(cleared.Reason, time.GetUtcNow());

    private async Task<Order> FindAsync(OrderId orderId, CancellationToken cancellationToken) =>
        await context.Orders.FindAsync([orderId], cancellationToken)
        ?? throw new InvalidOperationException($"There is no order {orderId} that could be told.");
}

/// <summary>A module's message that is one of the saga's inputs.</summary>
internal abstract class SagaReply<TMessage>(OrderInbox inbox, SagaInput input) : MessageHandler<OrderingConsumer, TMessage>
    where TMessage : IOrderMessage
{
    protected sealed override Task HandleAsync(TMessage message, CancellationToken cancellationToken) =>
        inbox.TellAsync(message.OrderId, InputOf(message), ReasonOf(message), cancellationToken);

    protected virtual SagaInput InputOf(TMessage message) => input;

    protected virtual string? ReasonOf(TMessage message) => null;
}

internal sealed class OnStockHeld(OrderInbox inbox) : SagaReply<StockHeld>(inbox, SagaInput.StockHeld);

internal sealed class OnStockRejected(OrderInbox inbox) : SagaReply<StockRejected>(inbox, SagaInput.StockRejected)
{
    protected override string ReasonOf(StockRejected message) => message.Reason;
}

internal sealed class OnStockCommitted(OrderInbox inbox) : SagaReply<StockCommitted>(inbox, SagaInput.StockCommitted);

internal sealed class OnCommitRejected(OrderInbox inbox) : SagaReply<CommitRejected>(inbox, SagaInput.CommitRejected)
{
    protected override string ReasonOf(CommitRejected message) => message.Reason;
}

internal sealed class OnStockCancelled(OrderInbox inbox) : SagaReply<StockCancelled>(inbox, SagaInput.StockCancelled);

internal sealed class OnPaymentAuthorized(OrderInbox inbox) : SagaReply<PaymentAuthorized>(inbox, SagaInput.PaymentAuthorized);

internal sealed class OnPaymentDeclined(OrderInbox inbox) : SagaReply<PaymentDeclined>(inbox, SagaInput.PaymentDeclined)
{
    protected override SagaInput InputOf(PaymentDeclined message) =>
        message.MethodInvalid ? SagaInput.PaymentMethodInvalid : SagaInput.PaymentDeclined;

    protected override string ReasonOf(PaymentDeclined message) => message.Reason;
}

internal sealed class OnPaymentCaptured(OrderInbox inbox) : SagaReply<PaymentCaptured>(inbox, SagaInput.PaymentCaptured);

internal sealed class OnCaptureFailed(OrderInbox inbox) : SagaReply<CaptureFailed>(inbox, SagaInput.CaptureFailed)
{
    protected override string ReasonOf(CaptureFailed message) => message.Reason;
}

internal sealed class OnPaymentCancelled(OrderInbox inbox) : SagaReply<PaymentCancelled>(inbox, SagaInput.PaymentCancelled);

internal sealed class OnShipmentCreated(OrderInbox inbox) : SagaReply<ShipmentCreated>(inbox, SagaInput.ShipmentCreated);

internal sealed class OnShipmentRejected(OrderInbox inbox) : SagaReply<ShipmentRejected>(inbox, SagaInput.ShipmentRejected)
{
    protected override string ReasonOf(ShipmentRejected message) => message.Reason;
}

internal sealed class OnShipmentDispatched(OrderInbox inbox) : SagaReply<ShipmentDispatched>(inbox, SagaInput.ShipmentDispatched);

internal sealed class OnDispatchRefused(OrderInbox inbox) : SagaReply<DispatchRefused>(inbox, SagaInput.DispatchRefused)
{
    protected override string ReasonOf(DispatchRefused message) => message.Reason;
}

internal sealed class OnShipmentCancelled(OrderInbox inbox) : SagaReply<ShipmentCancelled>(inbox, SagaInput.ShipmentCancelled);

internal sealed class OnCancelTooLate(OrderInbox inbox) : SagaReply<CancelTooLate>(inbox, SagaInput.CancelTooLate);

internal sealed class OnShipmentDelivered(OrderInbox inbox) : SagaReply<ShipmentDelivered>(inbox, SagaInput.ShipmentDelivered);

internal sealed class OnShipmentLost(OrderInbox inbox) : SagaReply<ShipmentLost>(inbox, SagaInput.ShipmentLost);

internal sealed class OnAttentionRaised(OrderInbox inbox) : MessageHandler<OrderingConsumer, AttentionRaised>
{
    protected override Task HandleAsync(AttentionRaised message, CancellationToken cancellationToken) =>
        inbox.RaiseAttentionAsync(message, cancellationToken);
}

internal sealed class OnAttentionCleared(OrderInbox inbox) : MessageHandler<OrderingConsumer, AttentionCleared>
{
    protected override Task HandleAsync(AttentionCleared message, CancellationToken cancellationToken) =>
        inbox.ClearAttentionAsync(message, cancellationToken);
}
