using CampusCafe.BuildingBlocks.Domain;
using static CampusCafe.Inventory.Holds.HoldEffect;
using static CampusCafe.Inventory.Holds.HoldStatus;
using static CampusCafe.Inventory.Holds.HoldTrigger;

namespace CampusCafe.Inventory.Holds;

internal enum HoldStatus
{
    None,
    Held,
    Rejected,
    Committed,
    Released,
    Restocked,

    /// <summary>A tombstone: cancelled before it was ever asked for; refuses the late forward.</summary>
    Cancelled,
}

internal enum HoldTrigger
{
    /// <summary>First request, and every line is there.</summary>
    Grant,

    /// <summary>First request, and at least one line is short.</summary>
    Refuse,

    /// <summary>The request again.</summary>
    HoldAgain,
    Commit,
    Cancel,
    Expire,
}

internal enum HoldEffect
{
    SetAside,
    TakeOffShelf,
    GiveBack,
    PutBack,
    ReplyHeld,
    ReplyRejected,
    ReplyCommitted,
    ReplyCommitRejected,
    ReplyCancelled,
}

/// <summary>All that can happen to an order's stock.</summary>
internal static class HoldMachine
{
    public static readonly TransitionTable<HoldStatus, HoldTrigger, HoldEffect> Table = new()
    {
        { None, Grant, Held, SetAside, ReplyHeld },
        { None, Refuse, Rejected, ReplyRejected },
        { None, Cancel, Cancelled, ReplyCancelled },

        { Held, HoldAgain, Held, ReplyHeld },
        { Held, Commit, Committed, TakeOffShelf, ReplyCommitted },
        { Held, Cancel, Released, GiveBack, ReplyCancelled },
        { Held, Expire, Released, GiveBack },

        { Committed, HoldAgain, Committed, ReplyHeld },
        { Committed, Commit, Committed, ReplyCommitted },
        { Committed, Cancel, Restocked, PutBack, ReplyCancelled },

        { Rejected, HoldAgain, Rejected, ReplyRejected },
        { Rejected, Commit, Rejected, ReplyCommitRejected },
        { Rejected, Cancel, Rejected, ReplyCancelled },

        { Released, HoldAgain, Released, ReplyRejected },
        { Released, Commit, Released, ReplyCommitRejected },
        { Released, Cancel, Released, ReplyCancelled },

        { Restocked, HoldAgain, Restocked, ReplyRejected },
        { Restocked, Commit, Restocked, ReplyCommitRejected },
        { Restocked, Cancel, Restocked, ReplyCancelled },

        { Cancelled, HoldAgain, Cancelled, ReplyRejected },
        { Cancelled, Commit, Cancelled, ReplyCommitRejected },
        { Cancelled, Cancel, Cancelled, ReplyCancelled },
    };
}
