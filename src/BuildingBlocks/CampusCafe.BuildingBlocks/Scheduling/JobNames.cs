namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Names of the jobs that others nudge.</summary>
internal static class JobNames
{
    /// <summary>The group of the triggers that come round at an interval.</summary>
    public const string Polls = "poll";

    /// <summary>The group of the triggers that a person asked for.</summary>
    public const string ByHand = "by-hand";

    public static string LookOf(string module) => $"{module}.look";

    public static string RelayOf(string consumer) => $"{consumer}.relay";

    public static string CallsOf(string module) => $"{module}.calls";
}
