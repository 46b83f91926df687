namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Names of the jobs that others nudge.</summary>
internal static class JobNames
{
    public static string RelayOf(string consumer) => $"{consumer}.relay";

    public static string CallsOf(string module) => $"{module}.calls";
}
