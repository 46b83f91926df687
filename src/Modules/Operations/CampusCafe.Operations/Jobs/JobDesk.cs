using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Operations.Jobs;

/// <summary>The jobs of all schedulers: what routes and pages see of them and decide about them.</summary>
internal sealed class JobDesk(
    IJobControl control, JobBoard board, JobDecisions decisions, JobHistory history, HostBeat host, OperationsDbContext context, IDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken cancellationToken)
    {
        var decided = await context.JobOverrides.AsNoTracking().ToDictionaryAsync(one => one.Job, cancellationToken);
        var running = await RunningAsync(cancellationToken);
        var runs = await history.ReadAsync(cancellationToken);
        return [.. (await control.ListAsync(cancellationToken)).Select(job => View(job, decided.GetValueOrDefault(job.Name), running, runs))];
    }

    /// <summary>Null when there is no such job.</summary>
    public async Task<JobView?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if ((await control.ListAsync(cancellationToken)).FirstOrDefault(job => job.Name == name) is not { } job)
        {
            return null;
        }

        var decided = await context.JobOverrides.AsNoTracking().FirstOrDefaultAsync(one => one.Job == name, cancellationToken);
        return View(job, decided, await RunningAsync(cancellationToken), await history.ReadAsync(cancellationToken));
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunView>> RunsAsync(string job, long? before, int limit, CancellationToken cancellationToken)
    {
        var runs = context.JobRuns.AsNoTracking().Where(run => run.Job == job);
        var found = await (before is { } sequence ? runs.Where(run => run.Sequence < sequence) : runs)
            .OrderByDescending(run => run.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. found.Select(Of)];
    }

    /// <summary>Jobs whose last remembered run failed, or that can't even be started.</summary>
    public async Task<int> CountFailingAsync(CancellationToken cancellationToken)
    {
        var runs = await history.ReadAsync(cancellationToken);
        return (await control.ListAsync(cancellationToken)).Count(job => JobView.Fails(job, LastOf(job, runs)));
    }

    public Task<JobDecision> PauseAsync(string job, bool pause, int? version, string by, CancellationToken cancellationToken) =>
        DecideAsync(job, version, by, decided => (decided.IsPaused != pause, () => decided.IsPaused = pause), cancellationToken);

    /// <param name="job">One that runs once for all hosts.</param>
    /// <param name="schedule">Null for the settings'.</param>
    /// <param name="version">Of what was looked at; null for whatever it is.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<JobDecision> RescheduleAsync(string job, JobSchedule? schedule, int? version, string by, CancellationToken cancellationToken) => DecideAsync(
        job, version, by, decided => (decided.Schedule != schedule?.Text, () => decided.Schedule = schedule?.Text), cancellationToken, ofSchedule: true);

    /// <summary>Ends the runs of now, wherever they are.</summary>
    public Task<JobDecision> InterruptAsync(string job, string by, CancellationToken cancellationToken) =>
        DecideAsync(job, version: null, by, decided => (true, () => decided.InterruptBefore = time.GetUtcNow()), cancellationToken);

    public async Task<JobDecision> RunNowAsync(string job, CancellationToken cancellationToken) =>
        await control.RunNowAsync(job, cancellationToken) ? JobDecision.Done : JobDecision.Unknown;

    public async Task<JobDecision> ResetAsync(string job, CancellationToken cancellationToken) => await control.ResetAsync(job, cancellationToken)
        ? JobDecision.Done
        : (await control.ListAsync(cancellationToken)).Any(known => known.Name == job) ? JobDecision.Nothing : JobDecision.Unknown;

    private async Task<JobDecision> DecideAsync(
        string job, int? version, string by, Func<StoredOverride, (bool IsNew, Action Decide)> decide, CancellationToken cancellationToken, bool ofSchedule = false)
    {
        if ((await control.ListAsync(cancellationToken)).FirstOrDefault(known => known.Name == job) is not { } found)
        {
            return JobDecision.Unknown;
        }

        if (ofSchedule && !found.CanBeRescheduled)
        {
            return JobDecision.HasNoSchedule;
        }

        var decided = await context.JobOverrides.FirstOrDefaultAsync(one => one.Job == job, cancellationToken);
        if (version is { } looked && looked != (decided?.Version ?? 0))
        {
            return JobDecision.Changed;
        }

        if (decided is null)
        {
            decided = new() { Job = job, ChangedBy = by, ChangedAt = time.GetUtcNow() };
            context.Add(decided);
        }

        var (isNew, change) = decide(decided);
        if (!isNew)
        {
            context.ChangeTracker.Clear();
            return JobDecision.Nothing;
        }

        change();
        (decided.ChangedBy, decided.ChangedAt, decided.Version) = (by, time.GetUtcNow(), decided.Version + 1);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || database.IsUniqueViolation(exception))
        {
            context.ChangeTracker.Clear();
            return JobDecision.Changed;
        }

        await decisions.ReadAsync();
        return JobDecision.Done;
    }

    /// <summary>By job: here as it is, elsewhere as the hosts say that are alive.</summary>
    private async Task<ILookup<string, RunningView>> RunningAsync(CancellationToken cancellationToken)
    {
        var silentSince = time.GetUtcNow() - HostBeat.AliveWithin;
        var others = await context.Hosts.AsNoTracking().Where(other => other.Id != host.Id && other.SeenAt > silentSince).ToListAsync(cancellationToken);
        return board.Running.Select(run => (run.Job, View: new RunningView(Environment.MachineName, IsHere: true, run.IsByHand, run.StartedAt)))
            .Concat(others.SelectMany(
                other => other.Running, (other, run) => (run.Job, View: new RunningView(other.Machine, IsHere: false, run.IsByHand, run.StartedAt))))
            .ToLookup(run => run.Job, run => run.View);
    }

    private JobView View(ScheduledJob job, StoredOverride? decided, ILookup<string, RunningView> running, IReadOnlyDictionary<string, IReadOnlyList<RunView>> ended)
    {
        var runs = ended.GetValueOrDefault(job.Name) ?? [];
        TimeSpan[] durations = [.. runs.Where(run => run.Outcome == RunView.Succeeded).Select(run => run.Duration).Order()];
        return new(
            job,
            decided?.IsPaused == true,
            decided?.ChangedBy,
            decided?.ChangedAt,
            decided?.Version ?? 0,
            [.. running[job.Name].OrderBy(run => run.StartedAt)],
            LastOf(job, ended),
            runs.Count,
            runs.Count(run => run.Outcome == RunView.Failed),
            Figures.Percentile(durations, 0.5),
            Figures.Percentile(durations, 0.95),
            board.RatesOf(job.Name));
    }

    private static RunView? LastOf(ScheduledJob job, IReadOnlyDictionary<string, IReadOnlyList<RunView>> ended) =>
        ended.GetValueOrDefault(job.Name) is [var last, ..] ? last : null;

    private static RunView Of(StoredRun run) => new(run.Sequence, run.Machine, run.IsByHand, run.StartedAt, run.Duration, RunView.NameOf(run.Outcome), run.Error);
}
