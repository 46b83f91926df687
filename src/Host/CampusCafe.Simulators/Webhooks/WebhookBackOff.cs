namespace CampusCafe.Simulators.Webhooks;

/// <summary>0.5 s, doubled with every failure, up to 30 s.</summary>
internal static class WebhookBackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // 2^6 × 0.5 s is beyond the longest already; the cap keeps the power finite.
    private const int MostDoublings = 6;

    public static TimeSpan After(int failures)
    {
        var delay = First * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return delay < Longest ? delay : Longest;
    }
}
