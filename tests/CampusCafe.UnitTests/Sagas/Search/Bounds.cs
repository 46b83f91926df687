namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>What may go wrong in one run of the search, and how often. Nothing at all unless it is named.</summary>
internal sealed record Bounds
{
    /// <summary>Stock, provider and carrier may refuse a forward step.</summary>
    public bool Refusals { get; init; }

    /// <summary>A call may take effect while its answer is lost.</summary>
    public bool LostAnswers { get; init; }

    /// <summary>A call may time out on our side and take effect at any later time, or never.</summary>
    public bool SlowCalls { get; init; }

    /// <summary>A hold may expire.</summary>
    public bool Expiry { get; init; }

    /// <summary>How often the customer asks to cancel.</summary>
    public byte Cancels { get; init; }

    /// <summary>How often the deadline makes itself heard.</summary>
    public byte Deadlines { get; init; }

    /// <summary>How often an operator resumes: what the saga awaits is sent anew, as new messages.</summary>
    public byte Resumes { get; init; }

    /// <summary>How often the carrier takes goods that it was not told to take, even with a cancelled booking.</summary>
    public byte LoneActs { get; init; }

    /// <summary>How often goods that left are lost; they may be found and delivered later.</summary>
    public byte Losses { get; init; }

    /// <summary>How often a message exhausts its attempts, is overtaken by those behind it, and is redriven later.</summary>
    public byte DeadLetters { get; init; }

    /// <summary>The provider and carrier that we were promised remember idempotency keys; false breaks that promise.</summary>
    public bool KeysAreRemembered { get; init; } = true;
}
