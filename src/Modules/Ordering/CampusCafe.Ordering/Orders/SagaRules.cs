using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// The order of things: no authorization for a sold-out cart, no shipment before the card is authorized, no money
/// before a shipment is booked and the stock is ours, no goods before the money.
/// </summary>
internal static class SagaRules
{
    public static SagaStep Decide(Saga saga, SagaInput input) => (saga.State, input) switch
    {
        (_, ShipmentDispatched or ShipmentDelivered or ShipmentLost) => CarrierSays(saga, input),

        (SagaState.Holding, StockHeld) => Next(saga with { Stock = Leg.Done, Payment = Leg.Asked }, SagaState.Authorizing, AuthorizePayment),
        (SagaState.Holding, StockRejected) => Undo(saga with { Stock = Leg.Refused }, Cause.OutOfStock),

        (SagaState.Authorizing, PaymentAuthorized) => Next(
            saga with { Payment = Leg.Done, Stock = Leg.Asked, Shipment = Leg.Asked }, SagaState.Preparing, CommitStock, CreateShipment),
        (SagaState.Authorizing, PaymentDeclined) => Undo(saga with { Payment = Leg.Refused }, Cause.PaymentDeclined),
        (SagaState.Authorizing, PaymentMethodInvalid) => Undo(saga with { Payment = Leg.Refused }, Cause.PaymentMethodInvalid),

        (SagaState.Preparing, StockCommitted) => CaptureOncePrepared(saga with { Stock = Leg.Done }),
        (SagaState.Preparing, ShipmentCreated) => CaptureOncePrepared(saga with { Shipment = Leg.Done }),
        (SagaState.Preparing, CommitRejected) => Undo(saga with { Stock = Leg.Refused }, Cause.StockCommitRejected),
        (SagaState.Preparing, ShipmentRejected) => Undo(saga with { Shipment = Leg.Refused }, Cause.ShipmentRejected),

        (SagaState.Capturing, PaymentCaptured) => DispatchUnlessGone(saga with { Payment = Leg.Done }),
        (SagaState.Capturing, SagaInput.CaptureFailed) => Undo(saga with { Payment = Leg.Done }, Cause.CaptureFailed),

        (SagaState.Dispatching, SagaInput.DispatchRefused) => Undo(saga with { Shipment = Leg.Done }, Cause.DispatchRefused),

        (SagaState.Undoing, ShipmentCancelled) when saga.Shipment is Leg.Undoing => UndoTheRest(saga with { Shipment = Leg.Undone }),
        (SagaState.Undoing, CancelTooLate) when saga.Shipment is Leg.Undoing => Stay(GoodsAre(saga with { Shipment = Leg.Done }, Goods.Left)),
        (SagaState.Undoing, PaymentCancelled) when saga.Payment is Leg.Undoing => EndOnceUndone(saga with { Payment = Leg.Undone }),
        (SagaState.Undoing, StockCancelled) when saga.Stock is Leg.Undoing => EndOnceUndone(saga with { Stock = Leg.Undone }),
        (SagaState.Undoing, Charge) when saga.CanBeCharged => Next(
            saga with { Payment = Leg.Asked, Cause = Cause.None, Attention = saga.Attention & ~SagaAttention.CarrierActedAlone },
            SagaState.Capturing,
            CapturePayment),

        (SagaState.Undoing or SagaState.Shipped, Refund) when saga.CanBeRefunded => Next(
            saga with { Payment = Leg.Undoing, Cause = Cause.OperatorRefunded, Attention = Handled(saga) }, SagaState.Undoing, CancelPayment),

        // After a remedy the stock's answer may still be on its way.
        (_, StockCommitted) when saga.Stock is Leg.Asked => Stay(saga with { Stock = Leg.Done }),
        (_, CommitRejected) when saga.Stock is Leg.Asked => Stay(
            Flag(saga with { Stock = Leg.Refused }, saga.Goods is Goods.Here ? SagaAttention.None : SagaAttention.StockNotCommitted)),

        (_, CancelRequested) when saga.CanBeCancelled => Undo(saga, Cause.CustomerCancelled),

        (SagaState.Holding or SagaState.Authorizing or SagaState.Preparing, DeadlinePassed) => Undo(saga, Cause.DeadlineExceeded),
        (SagaState.Capturing or SagaState.Dispatching or SagaState.Undoing, DeadlinePassed) => Stay(Flag(saga, SagaAttention.DeadlinePassed)),

        _ => Stay(saga),
    };

    private static SagaStep CaptureOncePrepared(Saga saga) =>
        saga is { Stock: Leg.Done, Shipment: Leg.Done }
            ? Next(saga with { Payment = Leg.Asked }, SagaState.Capturing, CapturePayment)
            : Stay(saga);

    private static SagaStep DispatchUnlessGone(Saga saga) => saga.Goods switch
    {
        Goods.Here => Next(saga with { Shipment = Leg.Asked }, SagaState.Dispatching, DispatchShipment),
        Goods.Arrived => Next(saga with { Attention = Handled(saga) }, SagaState.Completed),
        Goods.Left => Next(saga with { Attention = Handled(saga) }, SagaState.Shipped),
        _ => Next(Flag(saga with { Attention = Handled(saga) }, SagaAttention.ShipmentLost), SagaState.Shipped),
    };

    /// <summary>The carrier may act alone and in any state; what it says about the goods is a fact.</summary>
    private static SagaStep CarrierSays(Saga saga, SagaInput input)
    {
        var known = saga.Goods;
        saga = saga with { Goods = Furthest(known, input) };
        return saga.State switch
        {
            SagaState.Dispatching or SagaState.Shipped => Shipped(saga with { Shipment = Leg.Done }),
            SagaState.Completed => Stay(saga),
            SagaState.Preparing when saga.Goods != known => CaptureOncePrepared(
                Flag(saga with { Shipment = Leg.Done }, SagaAttention.CarrierActedAlone)),
            SagaState.Undoing when saga is { Shipment: Leg.Undoing } => Stay(
                Flag(saga with { Shipment = Leg.Done }, SagaAttention.CarrierActedAlone)),
            // Written off by an operator: where they are now asks nobody for another decision.
            _ when saga.Cause is Cause.OperatorRefunded => Stay(saga),
            _ => Stay(saga.Goods == known ? saga : Flag(saga, SagaAttention.CarrierActedAlone)),
        };
    }

    private static SagaStep Shipped(Saga saga) => saga.Goods switch
    {
        Goods.Arrived => Next(saga with { Attention = Handled(saga) }, SagaState.Completed),
        Goods.Lost => Next(Flag(saga with { Attention = Handled(saga) }, SagaAttention.ShipmentLost), SagaState.Shipped),
        _ => Next(saga with { Attention = Handled(saga) }, SagaState.Shipped),
    };

    /// <summary>First the shipment (goods must not leave), then payment and stock side by side.</summary>
    private static SagaStep Undo(Saga saga, Cause cause)
    {
        saga = saga with { Cause = saga.Cause is Cause.None ? cause : saga.Cause, State = SagaState.Undoing };
        return (saga.Goods, saga.Shipment) switch
        {
            (not Goods.Here, _) => Stay(Flag(saga, SagaAttention.CarrierActedAlone)),
            (_, Leg.Asked or Leg.Done) => new(saga with { Shipment = Leg.Undoing }, CancelShipment),
            _ => UndoTheRest(saga),
        };
    }

    private static SagaStep UndoTheRest(Saga saga)
    {
        var undoPayment = saga.Payment is Leg.Asked or Leg.Done;
        var undoStock = saga.Stock is Leg.Asked or Leg.Done;
        saga = saga with
        {
            Payment = undoPayment ? Leg.Undoing : saga.Payment,
            Stock = undoStock ? Leg.Undoing : saga.Stock,
        };
        return (undoPayment, undoStock) switch
        {
            (true, true) => new(saga, CancelPayment, CancelStock),
            (true, false) => new(saga, CancelPayment),
            (false, true) => new(saga, CancelStock),
            _ => EndOnceUndone(saga),
        };
    }

    private static SagaStep EndOnceUndone(Saga saga)
    {
        if (saga.Payment is Leg.Undoing || saga.Stock is Leg.Undoing || saga.Shipment is Leg.Undoing)
        {
            return Stay(saga);
        }

        var end = saga.Cause is Cause.CustomerCancelled or Cause.OperatorRefunded ? SagaState.Cancelled : SagaState.Rejected;
        return Next(saga with { Attention = saga.Attention & ~SagaAttention.DeadlinePassed }, end);
    }

    private static Saga GoodsAre(Saga saga, Goods atLeast) =>
        Flag(saga with { Goods = saga.Goods is Goods.Here ? atLeast : saga.Goods }, SagaAttention.CarrierActedAlone);

    private static Goods Furthest(Goods known, SagaInput said) => (known, said) switch
    {
        (Goods.Arrived, _) or (_, ShipmentDelivered) => Goods.Arrived,
        (Goods.Lost, _) or (_, ShipmentLost) => Goods.Lost,
        _ => Goods.Left,
    };

    private static Saga Flag(Saga saga, SagaAttention reason) => saga with { Attention = saga.Attention | reason };

    /// <summary>Money and goods agree again; what remains is a shelf that someone has to count.</summary>
    private static SagaAttention Handled(Saga saga) =>
        saga.Stock is Leg.Refused ? SagaAttention.StockNotCommitted : SagaAttention.None;

    private static SagaStep Next(Saga saga, SagaState to, params SagaCommand[] commands) => new(saga with { State = to }, commands);

    private static SagaStep Stay(Saga saga) => new(saga);
}
