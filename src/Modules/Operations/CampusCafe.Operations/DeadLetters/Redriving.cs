using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>
/// Has dead letters handled once more, and waits for what becomes of them. What is being redriven is in the table, and
/// the relay goes on with it, whatever becomes of whoever waits here.
/// </summary>
internal sealed class Redriving(DeadLetterDesk desk, IDatabase database, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>25 s: the answer is there before common proxies give up after 30.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(200);

    /// <summary>The last one again and again. 500: one transaction with their payloads stays small.</summary>
    private static readonly int[] Stages = [1, 5, 20, 100, 500];

    /// <summary>These, in one stage.</summary>
    /// <returns>What became of them, and what each that is there was before.</returns>
    public async Task<(RedriveReport Report, IReadOnlyDictionary<LetterId, DeadLetterStatus> Was)> SelectedAsync(
        IReadOnlyCollection<LetterId> letters, CancellationToken cancellationToken)
    {
        var (tally, started) = (new RedriveTally(), time.GetTimestamp());
        try
        {
            await RunStageAsync(letters, tally, started, cancellationToken);
        }
        catch (Exception exception) when (IsOutageAmid(tally, exception))
        {
            BecauseAway(tally);
        }

        var left = letters.Count - tally.Redriven;
        if (left > 0)
        {
            tally.Because("{0} of {1} were not dead.", left, letters.Count);
            BecauseOf(letters, tally);
        }

        return (tally.Report(left, stopped: false), tally.Was);
    }

    /// <summary>All dead ones that fit, oldest first, in growing stages; the first failure ends it with its stage.</summary>
    /// <param name="consumer">Whose; null for all.</param>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<RedriveReport> AllAsync(string? consumer, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var (tally, started) = (new RedriveTally(), time.GetTimestamp());
        try
        {
            var stopped = await RunStagesAsync(consumer, filter, tally, started, cancellationToken);
            var dead = await desk.CountDeadAsync(consumer, filter, cancellationToken);
            return tally.Report(Math.Max(0, dead - tally.FailedAgain), stopped);
        }
        catch (Exception exception) when (IsOutageAmid(tally, exception))
        {
            BecauseAway(tally);
            return tally.Report(left: null, stopped: true);
        }
    }

    /// <summary>From the first letter on the answer is a count, not an error that says that nothing has happened.</summary>
    private bool IsOutageAmid(RedriveTally tally, Exception exception) =>
        tally.Redriven > 0 && (database.IsUnavailable(exception) || database.IsLockTimeout(exception));

    /// <returns>Whether it ended early.</returns>
    private async Task<bool> RunStagesAsync(
        string? consumer, DeadLetterFilter filter, RedriveTally tally, long started, CancellationToken cancellationToken)
    {
        for (var stage = 0; ; stage++)
        {
            var letters = await desk.OldestDeadAsync(consumer, filter, Stages[Math.Min(stage, Stages.Length - 1)], cancellationToken);
            if (letters.Count == 0)
            {
                return false;
            }

            if (IsOver(started))
            {
                BecauseOver(tally);
                return true;
            }

            var (redriven, failedAgain) = (tally.Redriven, tally.FailedAgain);
            await RunStageAsync(letters, tally, started, cancellationToken);
            if (tally.FailedAgain > failedAgain)
            {
                tally.Because("{0} of {1} failed again in stage {2}.", tally.FailedAgain - failedAgain, tally.Redriven - redriven, stage + 1);
            }

            if (tally.FailedAgain > failedAgain || tally.Unsettled > 0)
            {
                return true;
            }
        }
    }

    private async Task RunStageAsync(IReadOnlyCollection<LetterId> letters, RedriveTally tally, long started, CancellationToken cancellationToken)
    {
        foreach (var (consumer, ids) in ByConsumer(letters))
        {
            var was = await consumer.RedriveAsync(ids, cancellationToken);
            foreach (var (id, status) in was)
            {
                tally.Was[new LetterId(consumer.Consumer, id)] = status;
            }

            tally.Begin(was.Count(letter => letter.Value is DeadLetterStatus.Dead));
        }

        IReadOnlyCollection<LetterId> open = [.. letters.Where(letter => tally.Was.GetValueOrDefault(letter, DeadLetterStatus.Discarded) is DeadLetterStatus.Dead)];
        for (var pause = FirstLook; open.Count > 0; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, SlowestLook.Ticks)))
        {
            open = await SettleAsync(open, tally, cancellationToken);
            if (open.Count > 0 && IsOver(started))
            {
                BecauseOver(tally);
                return;
            }

            if (open.Count > 0)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <returns>Those that are still to be dealt with.</returns>
    private async Task<IReadOnlyCollection<LetterId>> SettleAsync(
        IReadOnlyCollection<LetterId> open, RedriveTally tally, CancellationToken cancellationToken)
    {
        List<LetterId> still = [];
        foreach (var (consumer, ids) in ByConsumer(open))
        {
            var statuses = await consumer.StatusesAsync(ids, cancellationToken);
            Guid[] redriving = [.. statuses.Where(letter => letter.Value is DeadLetterStatus.Redriving).Select(letter => letter.Key)];
            still.AddRange(redriving.Select(id => new LetterId(consumer.Consumer, id)));
            tally.Settle(handled: ids.Length - statuses.Count, failedAgain: statuses.Count - redriving.Length);
        }

        return still;
    }

    private IEnumerable<(IDeadLetters Consumer, Guid[] Ids)> ByConsumer(IEnumerable<LetterId> letters) =>
        from letter in letters
        group letter.MessageId by letter.Consumer into ids
        let consumer = desk.Of(ids.Key)
        where consumer is not null
        select (consumer, ids.ToArray());

    private bool IsOver(long started) => time.GetElapsedTime(started) >= Patience || lifetime.ApplicationStopping.IsCancellationRequested;

    private static void BecauseAway(RedriveTally tally) => tally.Because("The database can't be used right now; what is being redriven goes on by itself when it can.");

    private void BecauseOver(RedriveTally tally)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            tally.Because("The host is stopping; what is being redriven goes on at its next start.");
        }
        else
        {
            tally.Because("The {0} s of one request are over; what is being redriven goes on.", Patience.TotalSeconds);
        }
    }

    private static void BecauseOf(IReadOnlyCollection<LetterId> letters, RedriveTally tally)
    {
        if (tally.Was.Values.Count(status => status is DeadLetterStatus.Redriving) is > 0 and var redriving)
        {
            tally.Because("{0} are being redriven.", redriving);
        }

        if (tally.Was.Values.Count(status => status is DeadLetterStatus.Discarded) is > 0 and var discarded)
        {
            tally.Because("{0} are discarded.", discarded);
        }

        if (letters.Count(letter => !tally.Was.ContainsKey(letter)) is > 0 and var absent)
        {
            tally.Because("{0} are not there.", absent);
        }
    }
}
