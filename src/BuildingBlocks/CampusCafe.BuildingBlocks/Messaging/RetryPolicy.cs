namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>How often a consumer tries a message that fails, and how long it waits in between.</summary>
/// <param name="MaxAttempts">After so many failures alone it is a dead letter.</param>
/// <param name="FirstRetryAfter">Delay after the first failure; doubles from there.</param>
/// <param name="LongestRetryAfter">Limit of that delay.</param>
/// <param name="Jitter">The share of each delay that is left to chance, from 0 to 1.</param>
internal sealed record RetryPolicy(int MaxAttempts, TimeSpan FirstRetryAfter, TimeSpan LongestRetryAfter, double Jitter)
{
    /// <param name="attempts">Failed attempts so far, at least 1.</param>
    public TimeSpan DelayAfter(int attempts) => Backoff.After(attempts, FirstRetryAfter, LongestRetryAfter, Jitter);
}
