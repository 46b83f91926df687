using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Jobs;

/// <summary><c>/operations/jobs/…</c>: the same as the console's page Jobs. Each decision is harmless when it is repeated, so none needs a key.</summary>
internal static class JobRoutes
{
    private const string Root = "/operations/jobs";

    /// <summary>5: what a person checks a schedule by.</summary>
    public const int PreviewedTimes = 5;

    /// <param name="Runs">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
    public sealed record RunPage(IReadOnlyList<RunView> Runs, string? Next);

    /// <param name="Schedule">An interval as hh:mm:ss, or a cron expression of Quartz's (with seconds, in UTC); null to go back to the settings'.</param>
    /// <param name="Version">The job's when it was looked at: refused if somebody has decided since. Null to decide whatever it is.</param>
    public sealed record ScheduleCommand(string? Schedule, int? Version) : IRecordedCommand
    {
        string? IRecordedCommand.ActionNote => Schedule ?? "the settings'";
    }

    /// <param name="Times">UTC: when it would run next.</param>
    public sealed record Preview(IReadOnlyList<DateTimeOffset> Times);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Root, ListAsync).RequireViewer().WithTags("Jobs").WithSummary("Every job of every scheduler, and how its runs went (viewers)").Produces<IReadOnlyList<JobView>>();
        routes.MapGet($"{Root}/{{job}}", GetAsync).RequireViewer().WithTags("Jobs").WithSummary("One job (viewers)").Produces<JobView>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet($"{Root}/{{job}}/runs", RunsAsync).RequireViewer().WithTags("Jobs").WithSummary("The history of a job, newest first (viewers)")
            .Produces<RunPage>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        routes.MapGet($"{Root}/preview", PreviewOf).RequireViewer().WithTags("Jobs").WithSummary("The next five times of a schedule (viewers)")
            .Produces<Preview>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        Map(routes, "pause", "job.pause", "Have a job no longer run by itself, on any host", (job, http, desk, token) => desk.PauseAsync(job, pause: true, version: null, http.PersonName(), token));
        Map(routes, "resume", "job.resume", "Have a paused job run by itself again", (job, http, desk, token) => desk.PauseAsync(job, pause: false, version: null, http.PersonName(), token));
        Map(routes, "run", "job.run", "Run a job now, paused or not", (job, _, desk, token) => desk.RunNowAsync(job, token));
        Map(routes, "interrupt", "job.interrupt", "End the runs of a job that are under way, on any host", (job, http, desk, token) => desk.InterruptAsync(job, http.PersonName(), token));
        Map(routes, "reset", "job.reset", "Try a job again that couldn't be started", (job, _, desk, token) => desk.ResetAsync(job, token));
        routes.MapPut($"{Root}/{{job}}/schedule", RescheduleAsync).RequireOperator("job.schedule").WithTags("Jobs")
            .WithSummary("Change when a job runs that runs once for all hosts (operators)")
            .Produces<JobView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static void Map(
        IEndpointRouteBuilder routes, string verb, string action, string summary, Func<string, HttpContext, JobDesk, CancellationToken, Task<JobDecision>> decide) =>
        routes.MapPost($"{Root}/{{job}}/{verb}", async (string job, HttpContext http, JobDesk desk, CancellationToken cancellationToken) =>
                await AnswerAsync(job, await decide(job, http, desk, cancellationToken), desk, cancellationToken))
            .RequireOperator(action)
            .WithTags("Jobs")
            .WithSummary($"{summary} (operators)")
            .Produces<JobView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ListAsync(JobDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.ListAsync(cancellationToken));

    private static async Task<IResult> GetAsync(string job, JobDesk desk, CancellationToken cancellationToken) =>
        await desk.FindAsync(job, cancellationToken) is { } found ? TypedResults.Ok(found) : Problems.NotFound("job", job);

    private static async Task<IResult> RunsAsync(string job, string? limit, string? after, JobDesk desk, CancellationToken cancellationToken)
    {
        if (Queries.LimitOf(limit) is not { } most)
        {
            return Problems.Invalid("limit", $"A limit is a number from 1 to {Queries.MaxLimit}.");
        }

        var before = ListActions.CursorOf(Queries.Given(after));
        if (Queries.Given(after) is not null && before is null)
        {
            return Queries.NoSuchPage();
        }

        if (await desk.FindAsync(job, cancellationToken) is null)
        {
            return Problems.NotFound("job", job);
        }

        var runs = await desk.RunsAsync(job, before, most + 1, cancellationToken);
        return TypedResults.Ok(new RunPage([.. runs.Take(most)], runs.Count > most ? $"{runs[most - 1].Sequence}" : null));
    }

    private static IResult PreviewOf(string? schedule, TimeProvider time) => JobSchedule.TryParse(schedule, time.GetUtcNow(), out var wrong) is { } parsed
        ? TypedResults.Ok(new Preview(parsed.Next(time.GetUtcNow(), PreviewedTimes)))
        : Problems.Invalid("schedule", wrong!);

    private static async Task<IResult> RescheduleAsync(string job, ScheduleCommand command, HttpContext http, JobDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        string? wrong = null;
        var schedule = command.Schedule is null ? null : JobSchedule.TryParse(command.Schedule, time.GetUtcNow(), out wrong);
        if (wrong is not null)
        {
            return Problems.Invalid("schedule", wrong);
        }

        return await AnswerAsync(job, await desk.RescheduleAsync(job, schedule, command.Version, http.PersonName(), cancellationToken), desk, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(string job, JobDecision decision, JobDesk desk, CancellationToken cancellationToken) => decision switch
    {
        JobDecision.Unknown => Problems.NotFound("job", job),
        JobDecision.Changed => Problems.Of(
            StatusCodes.Status409Conflict, "job-changed", "The job was changed meanwhile", "Somebody else has decided about it since it was looked at. Look at it again."),
        JobDecision.HasNoSchedule => Problems.Of(
            StatusCodes.Status409Conflict, "schedule-fixed", "The job has no schedule to change", "It runs on every host when there is something to do; Messaging:PollInterval says how often it looks."),
        JobDecision.Nothing => Problems.Of(StatusCodes.Status409Conflict, "nothing-to-do", "There is nothing to do", "The job is so already."),
        _ => TypedResults.Ok(await desk.FindAsync(job, cancellationToken)),
    };
}
