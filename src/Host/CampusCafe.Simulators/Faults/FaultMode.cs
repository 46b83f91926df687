namespace CampusCafe.Simulators.Faults;

internal enum FaultMode
{
    /// <summary>Late, and then it works, whether or not the caller is still there.</summary>
    Slow,

    /// <summary>503.</summary>
    Fail,

    /// <summary>Late, then 503.</summary>
    Slowfail,

    /// <summary>The connection is cut before any work.</summary>
    Abort,

    /// <summary>Sometimes 503, sometimes late, sometimes fine.</summary>
    Flaky,

    /// <summary>The work is done and kept; the connection is cut before the answer.</summary>
    LostReply,

    /// <summary>A clean refusal, no work.</summary>
    Decline,

    /// <summary>500, no work.</summary>
    Error500,
}
