using System.Diagnostics.Metrics;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>Bounds of histograms, in the unit of what is measured.</summary>
public static class Buckets
{
    /// <summary>Seconds, from a millisecond to ten seconds: work of the host itself, and exchanges.</summary>
    public static InstrumentAdvice<double> Brief { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    /// <summary>Seconds, from ten milliseconds to a week: what waits for others.</summary>
    public static InstrumentAdvice<double> Lasting { get; } = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400, 604_800],
    };

    /// <summary>Up to the largest batch that can be set.</summary>
    public static InstrumentAdvice<int> Sizes { get; } = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };
}
