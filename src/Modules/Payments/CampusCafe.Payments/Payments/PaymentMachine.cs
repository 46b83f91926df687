using CampusCafe.BuildingBlocks.Domain;
using static CampusCafe.Payments.Payments.PaymentEffect;
using static CampusCafe.Payments.Payments.PaymentStatus;
using static CampusCafe.Payments.Payments.PaymentTrigger;

namespace CampusCafe.Payments.Payments;

internal enum PaymentStatus
{
    None,
    Authorizing,

    /// <summary>Cancelled while the authorization's outcome is open: find out first, then undo.</summary>
    AuthorizingThenCancel,
    Authorized,
    Declined,
    Capturing,

    /// <summary>Cancelled while the capture's outcome is open: find out first, then undo.</summary>
    CapturingThenCancel,
    Captured,
    CaptureFailed,
    Voiding,
    Voided,
    Refunding,
    Refunded,

    /// <summary>A tombstone: cancelled before it was ever asked for; refuses the late forward.</summary>
    Cancelled,
}

internal enum PaymentTrigger
{
    Authorize,
    Capture,
    Cancel,

    /// <summary>The open call has certainly done its work.</summary>
    Succeeded,

    /// <summary>The open call has certainly done nothing, and won't.</summary>
    Refused,
}

internal enum PaymentEffect
{
    /// <summary>Make the call that the new status stands for; when it is open already, make it due at once.</summary>
    CallProvider,
    ReplyAuthorized,
    ReplyDeclined,
    ReplyCaptured,
    ReplyCaptureFailed,
    ReplyCancelled,
}

/// <summary>All that can happen to an order's payment.</summary>
internal static class PaymentMachine
{
    public static readonly TransitionTable<PaymentStatus, PaymentTrigger, PaymentEffect> Table = new()
    {
        { None, Authorize, Authorizing, CallProvider },
        { None, Cancel, Cancelled, ReplyCancelled },

        { Authorizing, Authorize, Authorizing, CallProvider },
        { Authorizing, Cancel, AuthorizingThenCancel, CallProvider },
        { Authorizing, Succeeded, Authorized, ReplyAuthorized },
        { Authorizing, Refused, Declined, ReplyDeclined },

        { AuthorizingThenCancel, Authorize, AuthorizingThenCancel },
        { AuthorizingThenCancel, Cancel, AuthorizingThenCancel, CallProvider },
        { AuthorizingThenCancel, Succeeded, Voiding, CallProvider },
        { AuthorizingThenCancel, Refused, Declined, ReplyCancelled },

        { Authorized, Authorize, Authorized, ReplyAuthorized },
        { Authorized, Capture, Capturing, CallProvider },
        { Authorized, Cancel, Voiding, CallProvider },

        { Declined, Authorize, Declined, ReplyDeclined },
        { Declined, Capture, Declined, ReplyCaptureFailed },
        { Declined, Cancel, Declined, ReplyCancelled },

        { Capturing, Authorize, Capturing, ReplyAuthorized },
        { Capturing, Capture, Capturing, CallProvider },
        { Capturing, Cancel, CapturingThenCancel, CallProvider },
        { Capturing, Succeeded, Captured, ReplyCaptured },
        { Capturing, Refused, CaptureFailed, ReplyCaptureFailed },

        { CapturingThenCancel, Authorize, CapturingThenCancel },
        { CapturingThenCancel, Capture, CapturingThenCancel },
        { CapturingThenCancel, Cancel, CapturingThenCancel, CallProvider },
        { CapturingThenCancel, Succeeded, Refunding, CallProvider },
        { CapturingThenCancel, Refused, Voiding, CallProvider },

        { Captured, Authorize, Captured, ReplyAuthorized },
        { Captured, Capture, Captured, ReplyCaptured },
        { Captured, Cancel, Refunding, CallProvider },

        { CaptureFailed, Authorize, CaptureFailed, ReplyAuthorized },
        { CaptureFailed, Capture, CaptureFailed, ReplyCaptureFailed },
        { CaptureFailed, Cancel, Voiding, CallProvider },

        { Voiding, Authorize, Voiding },
        { Voiding, Capture, Voiding },
        { Voiding, Cancel, Voiding, CallProvider },
        { Voiding, Succeeded, Voided, ReplyCancelled },

        { Refunding, Authorize, Refunding },
        { Refunding, Capture, Refunding },
        { Refunding, Cancel, Refunding, CallProvider },
        { Refunding, Succeeded, Refunded, ReplyCancelled },

        { Voided, Authorize, Voided, ReplyDeclined },
        { Voided, Capture, Voided, ReplyCaptureFailed },
        { Voided, Cancel, Voided, ReplyCancelled },

        { Refunded, Authorize, Refunded, ReplyDeclined },
        { Refunded, Capture, Refunded, ReplyCaptureFailed },
        { Refunded, Cancel, Refunded, ReplyCancelled },

        { Cancelled, Authorize, Cancelled, ReplyDeclined },
        { Cancelled, Capture, Cancelled, ReplyCaptureFailed },
        { Cancelled, Cancel, Cancelled, ReplyCancelled },
    };
}
