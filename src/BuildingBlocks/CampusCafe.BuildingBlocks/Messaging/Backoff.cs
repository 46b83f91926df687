namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Exponential backoff with jitter.</summary>
internal static class Backoff
{
    /// <param name="attempts">Failed attempts so far, at least 1.</param>
    /// <param name="first">Delay after the first.</param>
    /// <param name="longest">Never longer than this.</param>
    /// <returns>Between half of the exponential delay and all of it, so that what failed together doesn't return together.</returns>
    public static TimeSpan After(int attempts, TimeSpan first, TimeSpan longest)
    {
        var full = Math.Min(first.TotalMilliseconds * Math.Pow(2, attempts - 1), longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
}
