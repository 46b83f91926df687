using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Operations.Jobs;

/// <summary>Section <c>Scheduling</c>: how much of the history of jobs is kept.</summary>
internal sealed class JobHistoryOptions
{
    public const string Section = "Scheduling";

    /// <summary>How long a run is remembered.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "365.00:00:00", ErrorMessage = "Scheduling:HistoryKept must be between 10 minutes and 365 days.")]
    public TimeSpan HistoryKept { get; set; } = TimeSpan.FromDays(2);

    /// <summary>How many runs of a job are remembered.</summary>
    [Range(1, 100_000, ErrorMessage = "Scheduling:HistoryPerJob must be between 1 and 100000.")]
    public int HistoryPerJob { get; set; } = 1000;
}
