using System.Collections.Concurrent;
using System.Collections.Frozen;
using CampusCafe.BuildingBlocks.Observability;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>What runs on this host now, how often each job has run, and what people have decided about jobs.</summary>
public sealed class JobBoard(TimeProvider time)
{
    /// <summary>60 minutes of each job.</summary>
    private const int Minutes = 60;

    private readonly ConcurrentDictionary<Run, RunningJob> running = new();
    private readonly ConcurrentDictionary<string, JobMinute[]> rates = new();
    private readonly ConcurrentDictionary<string, bool> succeeding = new();
    private volatile FrozenDictionary<string, JobOverride> overrides = FrozenDictionary<string, JobOverride>.Empty;
    private readonly TaskCompletionSource known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool areExpected;
    private long decisions;

    /// <summary>Another whenever people decide otherwise, or something else runs; plain runs of relays aside. Runs that have ended are the journal's.</summary>
    public string State => string.Join(' ', Shown.Select(run => run.StartedAt.UtcTicks).Prepend(Interlocked.Read(ref decisions)));

    /// <summary>The longest first.</summary>
    public IReadOnlyList<RunningJob> Running => [.. running.Values.OrderBy(run => run.StartedAt)];

    /// <summary>Of these, what other hosts' viewers are told of: relays run too often.</summary>
    public IReadOnlyList<RunningJob> Shown => [.. running.Keys.Where(run => run.IsShown).Select(run => run.Job).OrderBy(run => run.StartedAt)];

    public JobOverride? OverrideOf(string job) => overrides.GetValueOrDefault(job);

    /// <summary>Whether what people have decided has been read, or nobody keeps decisions here: until then nothing runs by itself.</summary>
    public bool AreDecisionsKnown => !Volatile.Read(ref areExpected) || known.Task.IsCompleted;

    /// <summary>Somebody keeps decisions, and will apply them.</summary>
    public void ExpectDecisions() => Volatile.Write(ref areExpected, true);

    /// <summary>Until they are known.</summary>
    public Task DecisionsAsync(CancellationToken cancellationToken) => AreDecisionsKnown ? Task.CompletedTask : known.Task.WaitAsync(cancellationToken);

    /// <summary>The last hour on this host, oldest first.</summary>
    public IReadOnlyList<JobMinute> RatesOf(string job)
    {
        var now = Figures.MinuteOf(time.GetUtcNow());
        var kept = rates.GetValueOrDefault(job);
        return
        [
            .. Enumerable.Range(1 - Minutes, Minutes)
                .Select(i => now.AddMinutes(i))
                .Select(at => kept?[PlaceOf(at)] is { } minute && minute.At == at ? minute : new(at, 0, 0, TimeSpan.Zero)),
        ];
    }

    /// <summary>What people have decided, as it is now; ends the runs that they want ended.</summary>
    /// <returns>Whether anything has changed.</returns>
    public bool Apply(IReadOnlyDictionary<string, JobOverride> decided)
    {
        var before = overrides;
        overrides = decided.ToFrozenDictionary(StringComparer.Ordinal);
        known.TrySetResult();
        foreach (var run in running.Keys)
        {
            if (decided.GetValueOrDefault(run.Job.Job)?.InterruptBefore > run.Job.StartedAt)
            {
                run.Interrupt();
            }
        }

        var changed = before.Count != decided.Count
            || decided.Any(pair => before.GetValueOrDefault(pair.Key) is not { } was
                || was.IsPaused != pair.Value.IsPaused || was.Schedule?.Text != pair.Value.Schedule?.Text || was.InterruptBefore != pair.Value.InterruptBefore);
        if (changed)
        {
            Interlocked.Increment(ref decisions);
        }

        return changed;
    }

    internal Run Begin(string job, bool isByHand, bool isShown, CancellationToken cancellationToken)
    {
        var run = new Run(new(job, time.GetUtcNow(), isByHand), isShown, cancellationToken);
        running[run] = run.Job;
        return run;
    }

    /// <summary>Whether it is the first of the job that went well on this host since the start or since a failure.</summary>
    internal bool IsFirstSuccess(string job, bool isSuccess)
    {
        if (!isSuccess)
        {
            succeeding.TryRemove(job, out _);
            return false;
        }

        return !succeeding.ContainsKey(job) && succeeding.TryAdd(job, true);
    }

    /// <param name="run">Which has ended.</param>
    /// <param name="isFailure">How.</param>
    /// <param name="duration">How long it took.</param>
    internal void End(Run run, bool isFailure, TimeSpan duration)
    {
        running.TryRemove(run, out _);
        var at = Figures.MinuteOf(time.GetUtcNow());
        var minutes = rates.GetOrAdd(run.Job.Job, _ => new JobMinute[Minutes]);
        lock (minutes)
        {
            ref var minute = ref minutes[PlaceOf(at)];
            minute = minute?.At == at
                ? minute with { Runs = minute.Runs + 1, Failures = minute.Failures + (isFailure ? 1 : 0), Busy = minute.Busy + duration }
                : new(at, 1, isFailure ? 1 : 0, duration);
        }
    }

    private static long PlaceOf(DateTimeOffset minute) => minute.ToUnixTimeSeconds() / 60 % Minutes;

    /// <summary>One run, which can be ended.</summary>
    internal sealed class Run(RunningJob job, bool isShown, CancellationToken cancellationToken) : IDisposable
    {
        private readonly CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        private volatile bool isInterrupted;

        public RunningJob Job => job;

        /// <summary>Whether those who watch are told that it runs.</summary>
        public bool IsShown => isShown;

        public CancellationToken Token => ends.Token;

        public bool IsInterrupted => isInterrupted;

        public void Interrupt()
        {
            isInterrupted = true;
            try
            {
                ends.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It has ended by itself meanwhile.
            }
        }

        public void Dispose() => ends.Dispose();
    }
}
