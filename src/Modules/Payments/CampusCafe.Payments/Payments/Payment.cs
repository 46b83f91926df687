using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Gateway;

namespace CampusCafe.Payments.Payments;

/// <summary>The one payment of an order. <see cref="PaymentMachine"/> says what may follow what.</summary>
internal sealed class Payment : AggregateRoot, ICorrelated
{
    public const int MaxCode = 64;
    public const int MaxMessage = 1000;
    private const string CancelledReason = "The payment was cancelled.";

    private Payment()
    {
    }

    public Payment(OrderId orderId, DateTimeOffset now)
    {
        OrderId = orderId;
        Id = new PaymentId(Guid.CreateVersion7(now));
        CreatedAt = now;
    }

    /// <summary>The primary key: messages of one batch find by key what another has just added.</summary>
    public OrderId OrderId { get; private init; }

    public PaymentId Id { get; private init; }

    public PaymentStatus Status { get; private set; }

    public Money Amount { get; private set; } = new(0, "XXX");

    /// <summary>The provider's token for the card.</summary>
    public string PaymentMethod { get; private set; } = string.Empty;

    /// <summary>The provider's id; known once authorized.</summary>
    public string? IntentId { get; private set; }

    public string? RefusalCode { get; private set; }

    public string? RefusalMessage { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public string CorrelationId { get; private set; } = string.Empty;

    public override string AggregateType => "payment";

    public void Correlate(string correlationId) => CorrelationId = correlationId;

    public void Authorize(AuthorizePayment command)
    {
        if (Status is PaymentStatus.None)
        {
            (Amount, PaymentMethod) = (command.Amount, command.PaymentMethod);
        }

        On(PaymentTrigger.Authorize);
    }

    public void Capture() => On(PaymentTrigger.Capture);

    public void Cancel() => On(PaymentTrigger.Cancel);

    /// <summary>The outcome of a call is certain. One that the payment no longer waits for changes nothing.</summary>
    public void Conclude(string operation, CallResult result)
    {
        if (OperationOf(Status) != operation)
        {
            return;
        }

        switch (result)
        {
            case CallResult.Succeeded succeeded:
                IntentId ??= succeeded.Reference;
                On(PaymentTrigger.Succeeded);
                break;
            case CallResult.Refused refused:
                (RefusalCode, RefusalMessage) = (refused.Code.Bounded(MaxCode), refused.Message.Bounded(MaxMessage));
                On(PaymentTrigger.Refused);
                break;
            default:
                throw new ArgumentException($"{result.GetType().Name} concludes nothing.", nameof(result));
        }
    }

    private void On(PaymentTrigger trigger)
    {
        var transition = PaymentMachine.Table.Require(Status, trigger);
        Status = transition.To;
        foreach (var effect in transition.Effects)
        {
            if (effect is PaymentEffect.CallProvider)
            {
                Call(new RequestedCall(Id.Value, OrderId, OperationOf(Status)!));
            }
            else
            {
                Send(Reply(effect));
            }
        }
    }

    private IMessage Reply(PaymentEffect effect) => effect switch
    {
        PaymentEffect.ReplyAuthorized => new PaymentAuthorized(OrderId),
        PaymentEffect.ReplyDeclined => new PaymentDeclined(
            OrderId, RefusalCode == GatewayRefusal.PaymentMethodInvalid, RefusalMessage ?? CancelledReason),
        PaymentEffect.ReplyCaptured => new PaymentCaptured(OrderId),
        PaymentEffect.ReplyCaptureFailed => new CaptureFailed(OrderId, RefusalMessage ?? CancelledReason),
        PaymentEffect.ReplyCancelled => new PaymentCancelled(OrderId),
        _ => throw new InvalidOperationException($"{effect} is no reply."),
    };

    private static string? OperationOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Authorizing or PaymentStatus.AuthorizingThenCancel => GatewayOperation.Authorize,
        PaymentStatus.Capturing or PaymentStatus.CapturingThenCancel => GatewayOperation.Capture,
        PaymentStatus.Voiding => GatewayOperation.Void,
        PaymentStatus.Refunding => GatewayOperation.Refund,
        _ => null,
    };
}
