namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>What has become of one outgoing call (of its idempotency key) at the other end, whatever our side knows of it.</summary>
internal enum CallState
{
    Unsent,

    /// <summary>Timed out on our side, but still on its way: takes effect later, or never.</summary>
    Travelling,

    /// <summary>Took effect; repeating the key gives the same answer and no second effect.</summary>
    Done,

    /// <summary>Refused; repeating the key is refused again.</summary>
    Refused,

    /// <summary>An undo that found nothing to undo: answered as a success.</summary>
    Empty,
}

internal static class CallStates
{
    public static bool IsOpen(this CallState state) => state is CallState.Unsent or CallState.Travelling;
}
