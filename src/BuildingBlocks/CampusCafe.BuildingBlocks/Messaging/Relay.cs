using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// Brings one consumer its messages: read a batch from the sources, handle it in one transaction of the consumer
/// together with the inbox rows, then end the deliveries at the sources. A crash between the two leaves deliveries
/// that the inbox knows: they are skipped and deleted. One message that fails stalls its key and holds up no other.
/// </summary>
internal sealed partial class Relay<TConsumer, TContext>(
    ConsumerDefinition consumer,
    ConsumerQueue<TContext> queue,
    BatchHandler<TContext> handler,
    FailureHandler failures,
    IDatabase database,
    OutageLog outages,
    ILogger<Relay<TConsumer, TContext>> logger)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    /// <summary>100: a run gives its thread back now and then; what wakes it next goes on.</summary>
    private const int MaxBatchesPerRun = 100;

    /// <summary>3: after that many lost races a batch is handled with more care, and what follows it is given up.</summary>
    private const int MaxConflicts = 3;

    /// <summary>While saves fail in numbers the quick way only costs time.</summary>
    private volatile Care care = Care.Together;

    /// <summary>Handles what is pending.</summary>
    /// <param name="waiting">What there may be: nothing else is read at first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// False when more may be pending: the run ended at its bound, or another host holds the lock. If it froze with it, whoever
    /// looks again at once is the first to go on.
    /// </returns>
    public async Task<bool> RunAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        var (isDone, sawStalls, isStuck) = (false, false, false);
        for (var batches = 0; batches < MaxBatchesPerRun && !isDone; batches++)
        {
            if (await RunBatchAsync(waiting, cancellationToken) is not var (batch, outcome))
            {
                break;
            }

            var hasForgotten = batch.HasOrphans && await queue.ForgetOrphansAsync(cancellationToken);
            isDone = IsLast(batch, outcome) && !hasForgotten;
            sawStalls |= batch.Again.Count + outcome.PutOff.Count > 0;
            isStuck = batch.HasOrphans && !hasForgotten;
            waiting |= Waiting.New | Waiting.Again;
        }

        // A stall whose message is gone is due all the time: the next look is soon enough for a person's mistake.
        if (sawStalls && !isStuck)
        {
            await queue.WakeForStallsAsync(cancellationToken);
        }

        return isDone;
    }

    /// <summary>What was committed since the batch was read has its own nudge. Behind what was given up there may be more of its key.</summary>
    private static bool IsLast(PendingBatch batch, BatchOutcome outcome) =>
        batch.IsEmpty || (batch.IsAll && outcome.Done.Count + outcome.PutOff.Count == batch.New.Count);

    /// <summary>With more and more care, until what fails has failed by itself.</summary>
    /// <returns>Null when another host holds the consumer's lock.</returns>
    private async Task<(PendingBatch Batch, BatchOutcome Outcome)?> RunBatchAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; care < Care.Alone;)
        {
            var batch = PendingBatch.None;
            BatchOutcome? outcome;
            try
            {
                outcome = await handler.HandleAsync(async token => batch = await queue.ReadAsync(waiting, token), care, cancellationToken);
            }
            catch (Exception exception) when (database.IsLostRace(exception) && ++conflicts < MaxConflicts)
            {
                LogConflict(logger, consumer.Name, exception);
                continue;
            }
            catch (Exception exception) when (outages.IsAboutWork(exception, cancellationToken))
            {
                LogBatchFailed(logger, consumer.Name, exception);
                care++;
                continue;
            }

            if (outcome is null)
            {
                return null;
            }

            var failedInSave = outcome.Dead.Concat(outcome.PutOff).Any(failure => failure is { IsNew: true, Exception: DbUpdateException });
            care = failedInSave ? care : Care.Together;
            await EndAsync(batch, outcome, cancellationToken);
            return (batch, outcome);
        }

        care = Care.OneByOne;
        return await RunAloneAsync(await queue.ReadAsync(waiting, cancellationToken), cancellationToken);
    }

    private async Task<(PendingBatch Batch, BatchOutcome Outcome)> RunAloneAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        List<PendingMessage> done = [];
        List<FailedMessage> failed = [];
        var letters = batch.Newer.Where(message => message.Source is null).Select(letter => (letter, PendingBatch.None with { Newer = [letter] }));
        foreach (var (message, part) in batch.New.Concat(batch.Again).Select(message => (message, PendingBatch.None with { New = [message] })).Concat(letters))
        {
            try
            {
                if (await handler.HandleAsync(_ => Task.FromResult(part), Care.Alone, cancellationToken) is not { } outcome)
                {
                    break;
                }

                done.AddRange(outcome.Done);
            }
            catch (Exception exception) when (outages.IsAboutWork(exception, cancellationToken))
            {
                failed.Add(new FailedMessage(message, exception));
            }
        }

        // What is done ends first: a judgement that can't be written must not bring it back.
        await EndAsync(batch, new BatchOutcome(done, [], []), cancellationToken);
        var verdict = await DespiteRacesAsync(() => handler.JudgeAsync(failed, cancellationToken));
        await EndAsync(PendingBatch.None, verdict, cancellationToken);
        return (batch, verdict with { Done = [.. done, .. verdict.Done] });
    }

    private async Task EndAsync(PendingBatch batch, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        failures.Tell(batch, outcome);
        await DespiteRacesAsync(async () =>
        {
            await queue.EndAsync(batch, outcome, cancellationToken);
            return outcome;
        });
    }

    private async Task<BatchOutcome> DespiteRacesAsync(Func<Task<BatchOutcome>> work)
    {
        for (var conflicts = 1; ; conflicts++)
        {
            try
            {
                return await work();
            }
            catch (Exception exception) when (database.IsLostRace(exception) && conflicts < MaxConflicts)
            {
                LogConflict(logger, consumer.Name, exception);
            }
        }
    }

    [LoggerMessage(1101, LogLevel.Debug, "A batch for {Consumer} lost a race and is run again.")]
    private static partial void LogConflict(ILogger logger, string consumer, Exception exception);

    [LoggerMessage(1102, LogLevel.Debug, "A batch for {Consumer} failed and is run again with more care.")]
    private static partial void LogBatchFailed(ILogger logger, string consumer, Exception exception);
}
