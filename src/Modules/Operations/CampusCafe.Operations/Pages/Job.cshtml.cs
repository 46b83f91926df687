using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Console.Html;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Jobs;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>A job fails, or shall run now, at other times or not at all.</summary>
internal sealed class JobModel(JobDesk desk, IActionLog actions, Texts texts, TimeProvider time) : ConsolePage
{
    private const int RunsShown = 25;

    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Schedule { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public JobView Job { get; private set; } = null!;

    public IReadOnlyList<RunView> Runs { get; private set; } = [];

    public IReadOnlyList<DateTimeOffset> Preview { get; private set; } = [];

    public string? PreviewWrong { get; private set; }

    public string? WrongSchedule { get; private set; }

    public string? Next { get; private set; }

    public bool IsFirstPage => string.IsNullOrEmpty(After);

    public string Address => Links.To(Request, $"jobs/{Uri.EscapeDataString(Name!)}");

    /// <summary>What can be asked for: handler, name, and what it means.</summary>
    public static IReadOnlyList<(string Handler, string Name, string Meaning)> Asks { get; } =
    [
        ("Run", "Run now", "It runs once, as soon as a host is free to, also while it is paused. A run that waits already stands for this one, too."),
        ("Pause", "Pause", "It no longer runs by itself, on any host, until somebody resumes it: what it does for the shop is left undone. A run that is under way ends as usual."),
        ("Resume", "Resume", "It runs by itself again, on all hosts."),
        ("Interrupt", "Interrupt", "Runs that are under way are ended, on all hosts. What they were at is in the tables, and the next run goes on with it."),
        ("Reset", "Reset from error", "It couldn't even be started, and is left alone since. It is tried again."),
    ];

    public string Chart => Charts.Of(
        ByStart.Select(run => run.StartedAt),
        "ms",
        new ChartSeries(texts["succeeded"], Milliseconds(RunView.Succeeded), "green", "points"),
        new ChartSeries(texts["failed"], Milliseconds(RunView.Failed), "red", "points"));

    public string HandlerOf(string handler) => $"{Address}?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Name is null || await desk.FindAsync(Name, cancellationToken) is not { } job)
        {
            return NotFound();
        }

        Job = job;
        var before = ListActions.CursorOf(Queries.Given(After));
        var runs = await desk.RunsAsync(Name, before, RunsShown + 1, cancellationToken);
        Runs = [.. runs.Take(RunsShown)];
        Next = runs.Count > RunsShown ? $"{Address}?after={Runs[^1].Sequence}" : null;
        Preview = JobSchedule.TryParse(Schedule ?? job.Job.Schedule, time.GetUtcNow(), out var wrong)?.Next(time.GetUtcNow(), JobRoutes.PreviewedTimes) ?? [];
        PreviewWrong = Schedule is null ? null : wrong;
        return Page();
    }

    public Task<IActionResult> OnPostRunAsync(CancellationToken cancellationToken) =>
        DecideAsync("job.run", () => desk.RunNowAsync(Name!, cancellationToken), "It runs as soon as a host is free to.", cancellationToken);

    public Task<IActionResult> OnPostPauseAsync(CancellationToken cancellationToken) => DecideAsync(
        "job.pause", () => desk.PauseAsync(Name!, pause: true, Version, HttpContext.PersonName(), cancellationToken), "It is paused: here at once, on other hosts within seconds.", cancellationToken);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken cancellationToken) => DecideAsync(
        "job.resume", () => desk.PauseAsync(Name!, pause: false, Version, HttpContext.PersonName(), cancellationToken), "It runs by itself again.", cancellationToken);

    public Task<IActionResult> OnPostInterruptAsync(CancellationToken cancellationToken) => DecideAsync(
        "job.interrupt", () => desk.InterruptAsync(Name!, HttpContext.PersonName(), cancellationToken), "Runs that are under way are being ended.", cancellationToken);

    public Task<IActionResult> OnPostResetAsync(CancellationToken cancellationToken) =>
        DecideAsync("job.reset", () => desk.ResetAsync(Name!, cancellationToken), "It is tried again.", cancellationToken);

    public async Task<IActionResult> OnPostScheduleAsync(CancellationToken cancellationToken)
    {
        var schedule = JobSchedule.TryParse(Schedule, time.GetUtcNow(), out var wrong);
        if (schedule is null)
        {
            WrongSchedule = wrong;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await OnGetAsync(cancellationToken);
        }

        return await RescheduleAsync(schedule, cancellationToken);
    }

    public Task<IActionResult> OnPostSettingsScheduleAsync(CancellationToken cancellationToken) => RescheduleAsync(schedule: null, cancellationToken);

    private Task<IActionResult> RescheduleAsync(JobSchedule? schedule, CancellationToken cancellationToken) => DecideAsync(
        "job.schedule",
        () => desk.RescheduleAsync(Name!, schedule, Version, HttpContext.PersonName(), cancellationToken),
        "The schedule is saved.",
        cancellationToken,
        schedule?.Text ?? "the settings'");

    private async Task<IActionResult> DecideAsync(
        string action, Func<Task<JobDecision>> decide, string done, CancellationToken cancellationToken, string? note = null)
    {
        if (Name is null || await desk.FindAsync(Name, cancellationToken) is null)
        {
            return NotFound();
        }

        var decision = JobDecision.Unknown;
        await actions.RecordAsync(
            HttpContext,
            action,
            Name,
            async () => (decision = await decide()) is JobDecision.Done ? new(IsDone: true, note) : ActionOutcome.Refused(decision.ToString()),
            cancellationToken);
        return decision switch
        {
            JobDecision.Done => Done(texts[done], Address),
            JobDecision.Changed => Refused(texts["Somebody else has decided about it meanwhile; below is how it is now."], Address),
            JobDecision.Nothing => Refused(texts["There was nothing to do: it is so already."], Address),
            JobDecision.HasNoSchedule => Refused(texts["It has no schedule to change: it runs when there is something to do."], Address),
            _ => NotFound(),
        };
    }

    /// <summary>They stand in the history in the order in which they ended.</summary>
    private IEnumerable<RunView> ByStart => Runs.OrderBy(run => run.StartedAt);

    private double?[] Milliseconds(string outcome) => [.. ByStart.Select(run => run.Outcome == outcome ? run.Duration.TotalMilliseconds : (double?)null)];
}
