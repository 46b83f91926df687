using System.Collections.Concurrent;

namespace CampusCafe.Testing.Crashes;

/// <summary>What came of one telling.</summary>
/// <param name="Scenario">What was told.</param>
/// <param name="Cuts">Where it was to die, in turn.</param>
/// <param name="Died">How often it did: a run may be over before it comes to a late point.</param>
/// <param name="Points">Commits and calls of the last life.</param>
/// <param name="End">The order's status in the end.</param>
/// <param name="Wrong">What the audit found; empty when it survived.</param>
internal sealed record CrashRun(CrashScenario Scenario, IReadOnlyList<Cut> Cuts, int Died, int Points, string End, IReadOnlyList<string> Wrong)
{
    public bool Survived => Wrong.Count == 0;

    public override string ToString() => $"{Scenario} died {string.Join(", then ", Cuts)}: {string.Join("; ", Wrong)}";
}

/// <summary>All runs of one scenario.</summary>
internal sealed class CrashReport(CrashScenario scenario, CrashRun undisturbed)
{
    private readonly ConcurrentBag<CrashRun> runs = [];

    public CrashRun Undisturbed => undisturbed;

    public IReadOnlyList<CrashRun> Runs => [.. runs];

    public int Died => runs.Count(run => run.Died > 0);

    public IReadOnlyList<CrashRun> Lost => [.. runs.Append(undisturbed).Where(run => !run.Survived)];

    public void Add(CrashRun run) => runs.Add(run);

    public override string ToString() =>
        $"{scenario,-26} {undisturbed.Points,3} points, {Died,3} of {runs.Count,3} deaths came, {Died - runs.Count(run => run is { Died: > 0, Survived: false }),3} survived; "
        + string.Join(", ", runs.Append(undisturbed).GroupBy(run => run.End).OrderBy(end => end.Key).Select(end => $"{end.Count()} {end.Key}"));
}
