using static CampusCafe.UnitTests.Sagas.Search.CallState;

namespace CampusCafe.UnitTests.Sagas.Search;

internal enum ProviderCall
{
    Authorize,
    Capture,
    Void,
    Refund,
}

/// <summary>The payment provider's truth about one order.</summary>
internal readonly record struct Provider(
    CallState Authorize, CallState Capture, CallState Void, CallState Refund, byte Captures, byte Refunds)
{
    /// <summary>Money is reserved on the card.</summary>
    public bool Holds => Authorize is Done && Void is not Done && Capture is not Done;

    /// <summary>The customer's money is ours.</summary>
    public bool Keeps => Captures > Refunds;

    public CallState this[ProviderCall call] => call switch
    {
        ProviderCall.Authorize => Authorize,
        ProviderCall.Capture => Capture,
        ProviderCall.Void => Void,
        _ => Refund,
    };

    /// <summary>
    /// What can come of a call that arrives. A refused undo is none of them: the worker tries again under a new key,
    /// and nothing has changed.
    /// </summary>
    public IEnumerable<CallState> Outcomes(ProviderCall call, bool refusals)
    {
        var can = call switch
        {
            ProviderCall.Authorize => true,
            ProviderCall.Capture or ProviderCall.Void => Holds,
            _ => Keeps,
        };
        var undo = call is ProviderCall.Void or ProviderCall.Refund;
        if (can)
        {
            yield return Done;
        }

        if (undo && !can && !(call is ProviderCall.Void && Keeps))
        {
            yield return Empty;
        }

        if (!undo && (!can || refusals))
        {
            yield return Refused;
        }
    }

    public Provider After(ProviderCall call, CallState outcome) => call switch
    {
        ProviderCall.Authorize => this with { Authorize = outcome },
        ProviderCall.Capture => this with { Capture = outcome, Captures = Count(Captures, outcome) },
        ProviderCall.Void => this with { Void = outcome },
        _ => this with { Refund = outcome, Refunds = Count(Refunds, outcome) },
    };

    private static byte Count(byte effects, CallState outcome) => outcome is Done ? (byte)Math.Min(effects + 1, 2) : effects;
}
