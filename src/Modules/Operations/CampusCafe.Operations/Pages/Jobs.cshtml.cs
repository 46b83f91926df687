using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Jobs;

namespace CampusCafe.Operations.Pages;

/// <summary>Every job of every scheduler.</summary>
internal sealed class JobsModel(JobDesk desk) : ConsolePage
{
    /// <summary>5: minutes that are over, so that a rate doesn't fall to nothing each time that one begins.</summary>
    private const int RateOver = 5;

    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Jobs = await desk.ListAsync(cancellationToken);

    /// <summary>Runs a minute on this host.</summary>
    public static double RateOf(JobView job) => job.Minutes.SkipLast(1).TakeLast(RateOver).Average(minute => minute.Runs);

    public static TimeSpan? MeanOf(JobView job)
    {
        var runs = job.Minutes.Sum(minute => minute.Runs);
        return runs == 0 ? null : TimeSpan.FromTicks(job.Minutes.Sum(minute => minute.Busy.Ticks) / runs);
    }
}
