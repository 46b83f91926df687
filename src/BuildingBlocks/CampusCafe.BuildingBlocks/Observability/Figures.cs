namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>How durations and times become figures for people.</summary>
public static class Figures
{
    /// <summary>By nearest rank.</summary>
    /// <param name="ordered">Ascending.</param>
    /// <param name="share">0.95: exceeded by one in twenty.</param>
    /// <returns>Null of none.</returns>
    public static TimeSpan? Percentile(IReadOnlyList<TimeSpan> ordered, double share) =>
        ordered.Count == 0 ? null : ordered[(int)Math.Ceiling(share * ordered.Count) - 1];

    /// <summary>The begin of the minute, in UTC.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
