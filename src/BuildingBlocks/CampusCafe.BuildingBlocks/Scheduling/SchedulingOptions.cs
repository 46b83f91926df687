using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>Section <c>Scheduling</c>: the history of the jobs that run once for all hosts, where the database keeps one.</summary>
public sealed class SchedulingOptions
{
    public const string Section = "Scheduling";

    /// <summary>How long a run is remembered.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00", ErrorMessage = "Scheduling:HistoryKept must be between 10 minutes and 365 days.")]
    public TimeSpan HistoryKept { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How many runs of a job are remembered, those that failed not counted.</summary>
    [Range(1, 100_000, ErrorMessage = "Scheduling:HistoryPerJob must be between 1 and 100000.")]
    public int HistoryPerJob { get; set; } = 1000;
}
