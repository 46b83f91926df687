namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>What the answer to a call that was sent settles.</summary>
/// <param name="Result">What holds.</param>
/// <param name="NeedsProof">Only once a reading made <em>after</em> the answer has shown that the effect is not there.</param>
public readonly record struct Verdict(CallResult Result, bool NeedsProof)
{
    public static Verdict Final(CallResult result) => new(result, NeedsProof: false);

    /// <summary>The provider's state goes before its answer: done is done; only when not done does <paramref name="result"/> hold.</summary>
    public static Verdict UnlessDone(CallResult result) => new(result, NeedsProof: true);

    /// <summary>A replayed failure: the key's answer is no use.</summary>
    public static Verdict ReplayedFailure { get; } =
        UnlessDone(new CallResult.NothingHappened("The first try failed at the provider, and a reading afterwards shows no effect."));
}

/// <summary>Asks where asking is due, sends at most once, and asks again where the answer alone proves nothing.</summary>
public static class ResolvingCall
{
    /// <summary>Providers remember a key for 24 hours; an hour early, since their clock isn't ours.</summary>
    public static readonly TimeSpan KeyIsTrustedFor = TimeSpan.FromHours(23);

    /// <param name="askFirst">Read before sending; what is not proven undone is not sent again.</param>
    /// <param name="read">The truth: <see cref="CallResult.NothingHappened"/> means not done, and possible.</param>
    /// <param name="send">The call itself.</param>
    public static async Task<CallResult> RunAsync(bool askFirst, Func<Task<CallResult>> read, Func<Task<Verdict>> send)
    {
        if (askFirst && await read() is var before and not CallResult.NothingHappened)
        {
            return before;
        }

        var verdict = await send();
        if (!verdict.NeedsProof)
        {
            return verdict.Result;
        }

        return await read() switch
        {
            CallResult.NothingHappened => verdict.Result,
            // The call was sent; it is only the reading that was not.
            CallResult.NotSent open => new CallResult.Unknown(open.Why),
            var truth => truth,
        };
    }

    /// <summary>
    /// Repeating the key may do the work twice. An earlier try whose time nobody knows counts as old; so does one that
    /// was made tomorrow, by a clock that was wrong.
    /// </summary>
    public static bool KeyMayBeForgotten(this CallRequest call, DateTimeOffset now) =>
        call.FirstSentAt is { } first ? now < first || now - first >= KeyIsTrustedFor : call.AskFirst;
}
