using CampusCafe.BuildingBlocks.Domain;
using static CampusCafe.Shipping.Shipments.ShipmentEffect;
using static CampusCafe.Shipping.Shipments.ShipmentStatus;
using static CampusCafe.Shipping.Shipments.ShipmentTrigger;

namespace CampusCafe.Shipping.Shipments;

internal enum ShipmentStatus
{
    None,
    Creating,

    /// <summary>Cancelled while the booking's outcome is open: find out first, then undo.</summary>
    CreatingThenCancel,
    Created,
    Rejected,
    Dispatching,

    /// <summary>Cancelled while the dispatch's outcome is open: find out first, then undo.</summary>
    DispatchingThenCancel,
    DispatchRefused,
    Dispatched,
    Delivered,
    Lost,
    Cancelling,

    /// <summary>Cancelled, also as a tombstone before it was ever asked for.</summary>
    Cancelled,
}

internal enum ShipmentTrigger
{
    Create,
    Dispatch,
    Cancel,

    /// <summary>The open call has certainly done its work.</summary>
    Succeeded,

    /// <summary>The open call has certainly done nothing, and won't.</summary>
    Refused,

    /// <summary>The carrier says that the goods have left.</summary>
    Left,

    /// <summary>The carrier says that the customer has them; implies <see cref="Left"/>.</summary>
    Arrived,

    /// <summary>The carrier says that they are lost; implies <see cref="Left"/>.</summary>
    Vanished,
}

internal enum ShipmentEffect
{
    /// <summary>Make the call that the new status stands for; when it is open already, make it due at once.</summary>
    CallCarrier,
    ReplyCreated,
    ReplyRejected,
    ReplyDispatchRefused,
    ReplyCancelled,
    ReplyTooLate,
    RaiseDispatched,
    RaiseDelivered,
    RaiseLost,
}

/// <summary>All that can happen to an order's shipment; the carrier may act alone.</summary>
internal static class ShipmentMachine
{
    public static readonly TransitionTable<ShipmentStatus, ShipmentTrigger, ShipmentEffect> Table = new()
    {
        { None, Create, Creating, CallCarrier },
        { None, Cancel, Cancelled, ReplyCancelled },

        { Creating, Create, Creating, CallCarrier },
        { Creating, Cancel, CreatingThenCancel, CallCarrier },
        { Creating, Succeeded, Created, ReplyCreated },
        { Creating, Refused, Rejected, ReplyRejected },
        { Creating, Left, Dispatched, ReplyCreated, RaiseDispatched },
        { Creating, Arrived, Delivered, ReplyCreated, RaiseDispatched, RaiseDelivered },
        { Creating, Vanished, Lost, ReplyCreated, RaiseDispatched, RaiseLost },

        { CreatingThenCancel, Create, CreatingThenCancel },
        { CreatingThenCancel, Cancel, CreatingThenCancel, CallCarrier },
        { CreatingThenCancel, Succeeded, Cancelling, CallCarrier },
        { CreatingThenCancel, Refused, Rejected, ReplyCancelled },
        { CreatingThenCancel, Left, Dispatched, RaiseDispatched, ReplyTooLate },
        { CreatingThenCancel, Arrived, Delivered, RaiseDispatched, RaiseDelivered, ReplyTooLate },
        { CreatingThenCancel, Vanished, Lost, RaiseDispatched, RaiseLost, ReplyTooLate },

        { Created, Create, Created, ReplyCreated },
        { Created, Dispatch, Dispatching, CallCarrier },
        { Created, Cancel, Cancelling, CallCarrier },
        { Created, Left, Dispatched, RaiseDispatched },
        { Created, Arrived, Delivered, RaiseDispatched, RaiseDelivered },
        { Created, Vanished, Lost, RaiseDispatched, RaiseLost },

        { Rejected, Create, Rejected, ReplyRejected },
        { Rejected, Dispatch, Rejected, ReplyDispatchRefused },
        { Rejected, Cancel, Rejected, ReplyCancelled },

        { Dispatching, Create, Dispatching, ReplyCreated },
        { Dispatching, Dispatch, Dispatching, CallCarrier },
        { Dispatching, Cancel, DispatchingThenCancel, CallCarrier },
        { Dispatching, Succeeded, Dispatched, RaiseDispatched },
        { Dispatching, Refused, DispatchRefused, ReplyDispatchRefused },
        { Dispatching, Left, Dispatched, RaiseDispatched },
        { Dispatching, Arrived, Delivered, RaiseDispatched, RaiseDelivered },
        { Dispatching, Vanished, Lost, RaiseDispatched, RaiseLost },

        { DispatchingThenCancel, Create, DispatchingThenCancel },
        { DispatchingThenCancel, Dispatch, DispatchingThenCancel },
        { DispatchingThenCancel, Cancel, DispatchingThenCancel, CallCarrier },
        { DispatchingThenCancel, Succeeded, Dispatched, RaiseDispatched, ReplyTooLate },
        { DispatchingThenCancel, Refused, Cancelling, CallCarrier },
        { DispatchingThenCancel, Left, Dispatched, RaiseDispatched, ReplyTooLate },
        { DispatchingThenCancel, Arrived, Delivered, RaiseDispatched, RaiseDelivered, ReplyTooLate },
        { DispatchingThenCancel, Vanished, Lost, RaiseDispatched, RaiseLost, ReplyTooLate },

        { DispatchRefused, Create, DispatchRefused, ReplyCreated },
        { DispatchRefused, Dispatch, DispatchRefused, ReplyDispatchRefused },
        { DispatchRefused, Cancel, Cancelling, CallCarrier },
        { DispatchRefused, Left, Dispatched, RaiseDispatched },
        { DispatchRefused, Arrived, Delivered, RaiseDispatched, RaiseDelivered },
        { DispatchRefused, Vanished, Lost, RaiseDispatched, RaiseLost },

        { Dispatched, Create, Dispatched, ReplyCreated },
        { Dispatched, Dispatch, Dispatched, RaiseDispatched },
        { Dispatched, Cancel, Dispatched, ReplyTooLate },
        { Dispatched, Arrived, Delivered, RaiseDelivered },
        { Dispatched, Vanished, Lost, RaiseLost },

        { Delivered, Create, Delivered, ReplyCreated },
        { Delivered, Dispatch, Delivered, RaiseDispatched, RaiseDelivered },
        { Delivered, Cancel, Delivered, ReplyTooLate },

        { Lost, Create, Lost, ReplyCreated },
        { Lost, Dispatch, Lost, RaiseDispatched, RaiseLost },
        { Lost, Cancel, Lost, ReplyTooLate },
        { Lost, Arrived, Delivered, RaiseDelivered },

        { Cancelling, Create, Cancelling },
        { Cancelling, Dispatch, Cancelling },
        { Cancelling, Cancel, Cancelling, CallCarrier },
        { Cancelling, Succeeded, Cancelled, ReplyCancelled },
        { Cancelling, Left, Dispatched, RaiseDispatched, ReplyTooLate },
        { Cancelling, Arrived, Delivered, RaiseDispatched, RaiseDelivered, ReplyTooLate },
        { Cancelling, Vanished, Lost, RaiseDispatched, RaiseLost, ReplyTooLate },

        { Cancelled, Create, Cancelled, ReplyRejected },
        { Cancelled, Dispatch, Cancelled, ReplyDispatchRefused },
        { Cancelled, Cancel, Cancelled, ReplyCancelled },
        { Cancelled, Left, Dispatched, RaiseDispatched },
        { Cancelled, Arrived, Delivered, RaiseDispatched, RaiseDelivered },
        { Cancelled, Vanished, Lost, RaiseDispatched, RaiseLost },
    };
}
