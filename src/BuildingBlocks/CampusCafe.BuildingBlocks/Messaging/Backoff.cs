namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Exponential backoff with jitter, so that what failed together doesn't return together.</summary>
internal static class Backoff
{
    /// <param name="attempts">Failed attempts so far, at least 1.</param>
    /// <param name="first">Delay after the first.</param>
    /// <param name="longest">Never longer than this.</param>
    /// <param name="jitter">The share of the delay that is left to chance, from 0 to 1.</param>
    /// <returns>Between the exponential delay without that share and all of it.</returns>
    public static TimeSpan After(int attempts, TimeSpan first, TimeSpan longest, double jitter)
    {
        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, attempts - 1), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 - (jitter * Random.Shared.NextDouble())));
    }
}
