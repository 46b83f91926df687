namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>What is known of one call to the outside once it has returned, or hasn't.</summary>
public abstract record CallResult
{
    private CallResult()
    {
    }

    /// <summary>The effect has certainly happened.</summary>
    /// <param name="Reference">The provider's own id for it, where it gave one.</param>
    public sealed record Succeeded(string? Reference = null) : CallResult;

    /// <summary>A clean refusal: the effect has certainly not happened, and asking again won't change that.</summary>
    /// <param name="Code">A stable code, e.g. <c>card_declined</c>.</param>
    /// <param name="Message">For people.</param>
    public sealed record Refused(string Code, string Message) : CallResult;

    /// <summary>Proof that the effect has not happened, while the key's stored answer is no use: go on with a new key.</summary>
    public sealed record NothingHappened(string Why) : CallResult;

    /// <summary>It may have happened or not (time-out, cut connection, 5xx): find out, and repeat the same key.</summary>
    public sealed record Unknown(string Why) : CallResult;

    /// <summary>Nothing was sent (the circuit is open): says nothing about earlier tries and uses none up.</summary>
    public sealed record NotSent(string Why) : CallResult;
}
