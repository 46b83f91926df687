using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>Every job of every scheduler.</summary>
internal sealed class JobsModel(JobDesk desk) : ConsolePage
{
    /// <summary>5: minutes that are over, so that a rate doesn't fall to nothing each time that one begins.</summary>
    private const int RateOver = 5;

    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    /// <summary>Only those that fail.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Failing { get; set; }

    public string Address => Links.To(Request, "jobs", ("failing", Failing ? "true" : null));

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Jobs = [.. (await desk.ListAsync(cancellationToken)).Where(job => !Failing || job.IsFailing)];

    /// <summary>Runs a minute on this host.</summary>
    public static double RateOf(JobView job) => job.Minutes.SkipLast(1).TakeLast(RateOver).Average(minute => minute.Runs);

    public static TimeSpan? MeanOf(JobView job)
    {
        var runs = job.Minutes.Sum(minute => minute.Runs);
        return runs == 0 ? null : TimeSpan.FromTicks(job.Minutes.Sum(minute => minute.Busy.Ticks) / runs);
    }
}
