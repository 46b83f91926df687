using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Contracts;

namespace CampusCafe.Shipping.Shipments;

/// <summary>The one shipment of an order. <see cref="ShipmentMachine"/> says what may follow what.</summary>
internal sealed class Shipment : AggregateRoot, ICorrelated
{
    public const int MaxTrackingNumber = 64;
    public const int MaxMessage = 1000;
    private const string CancelledReason = "The shipment was cancelled.";

    private Shipment()
    {
    }

    public Shipment(OrderId orderId, DateTimeOffset now)
    {
        OrderId = orderId;
        Id = new ShipmentId(Guid.CreateVersion7(now));
        PollAt = now;
    }

    /// <summary>The primary key: messages of one batch find by key what another has just added.</summary>
    public OrderId OrderId { get; private init; }

    /// <summary>The carrier's reference too.</summary>
    public ShipmentId Id { get; private init; }

    public ShipmentStatus Status { get; private set; }

    /// <summary>Null for a tombstone.</summary>
    public ShippingAddress? ShipTo { get; private set; }

    public IReadOnlyList<ItemQuantity> Items { get; private set; } = [];

    public string? TrackingNumber { get; private set; }

    public string? RefusalMessage { get; private set; }

    /// <summary>When the carrier is asked next, while there is something to learn.</summary>
    public DateTimeOffset PollAt { get; private set; }

    public string CorrelationId { get; private set; } = string.Empty;

    public override string AggregateType => "shipment";

    /// <summary>The call whose outcome the status waits for; null when there is none.</summary>
    public string? OpenOperation => OperationOf(Status);

    public void Correlate(string correlationId) => CorrelationId = correlationId;

    public void Create(CreateShipment command)
    {
        if (Status is ShipmentStatus.None)
        {
            (ShipTo, Items) = (command.ShipTo, command.Items);
        }

        On(ShipmentTrigger.Create);
    }

    public void Dispatch() => On(ShipmentTrigger.Dispatch);

    public void Cancel() => On(ShipmentTrigger.Cancel);

    public void PollNext(DateTimeOffset at) => PollAt = at;

    /// <summary>The carrier says where the goods are; what we know already changes nothing.</summary>
    public void CarrierSays(ShipmentTrigger said)
    {
        if (ShipmentMachine.Table.Find(Status, said) is { } transition)
        {
            Go(transition);
        }
    }

    /// <summary>The outcome of a call is certain. One that the shipment no longer waits for changes nothing.</summary>
    public void Conclude(string operation, CallResult result)
    {
        if (operation == CarrierOperation.Create && result is CallResult.Succeeded created)
        {
            TrackingNumber ??= created.Reference?.Bounded(MaxTrackingNumber);
        }

        if (OpenOperation != operation)
        {
            return;
        }

        switch (result)
        {
            case CallResult.Succeeded:
                On(ShipmentTrigger.Succeeded);
                break;
            case CallResult.Refused { Code: CarrierRefusal.AlreadyDispatched }:
                On(ShipmentTrigger.Left);
                break;
            case CallResult.Refused refused:
                RefusalMessage = refused.Message.Bounded(MaxMessage);
                On(ShipmentTrigger.Refused);
                break;
            default:
                throw new ArgumentException($"{result.GetType().Name} concludes nothing.", nameof(result));
        }
    }

    private void On(ShipmentTrigger trigger) => Go(ShipmentMachine.Table.Require(Status, trigger));

    private void Go(Transition<ShipmentStatus, ShipmentTrigger, ShipmentEffect> transition)
    {
        Status = transition.To;
        foreach (var effect in transition.Effects)
        {
            if (effect is ShipmentEffect.CallCarrier)
            {
                Call(new RequestedCall(Id.Value, OrderId, OpenOperation!));
            }
            else
            {
                Send(Reply(effect));
            }
        }
    }

    private IMessage Reply(ShipmentEffect effect) => effect switch
    {
        ShipmentEffect.ReplyCreated => new ShipmentCreated(OrderId),
        ShipmentEffect.ReplyRejected => new ShipmentRejected(OrderId, RefusalMessage ?? CancelledReason),
        ShipmentEffect.ReplyDispatchRefused => new DispatchRefused(OrderId, RefusalMessage ?? CancelledReason),
        ShipmentEffect.ReplyCancelled => new ShipmentCancelled(OrderId),
        ShipmentEffect.ReplyTooLate => new CancelTooLate(OrderId),
        ShipmentEffect.RaiseDispatched => new ShipmentDispatched(OrderId),
        ShipmentEffect.RaiseDelivered => new ShipmentDelivered(OrderId),
        ShipmentEffect.RaiseLost => new ShipmentLost(OrderId),
        _ => throw new InvalidOperationException($"{effect} is no reply."),
    };

    private static string? OperationOf(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Creating or ShipmentStatus.CreatingThenCancel => CarrierOperation.Create,
        ShipmentStatus.Dispatching or ShipmentStatus.DispatchingThenCancel => CarrierOperation.Dispatch,
        ShipmentStatus.Cancelling => CarrierOperation.Cancel,
        _ => null,
    };
}
