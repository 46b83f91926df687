using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>
/// Brings one consumer its messages: read a batch from the sources, handle it in one transaction of the consumer
/// together with the inbox rows, then delete the deliveries at the sources. A crash between the two leaves deliveries
/// that the inbox knows: they are skipped and deleted. One message that fails stalls its key and holds up no other.
/// </summary>
internal sealed partial class Relay<TConsumer, TContext>(
    ConsumerDefinition consumer,
    ConsumerQueue<TContext> queue,
    BatchHandler<TConsumer, TContext> handler,
    FailureHandler<TContext> failures,
    IDatabase database,
    OutageLog outages,
    ILogger<Relay<TConsumer, TContext>> logger)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    /// <summary>100: a run gives its thread back now and then; the nudge or poll behind it goes on.</summary>
    private const int MaxBatchesPerRun = 100;

    /// <summary>3: after that many lost races the batch is handled with more care.</summary>
    private const int MaxConflicts = 3;

    /// <summary>While failures come in numbers the quick way only costs time: it is taken again after a batch without any.</summary>
    private volatile Care careForNew = Care.Together;

    private enum BatchEnd
    {
        MoreToCome,

        /// <summary>What was committed since the batch was read has its own nudge.</summary>
        NothingLeft,

        /// <summary>Another host holds the consumer's lock. If it froze with it, whoever looks again at once is the first to go on.</summary>
        OthersTurn,
    }

    /// <summary>Handles what is pending.</summary>
    /// <returns>False when more may be pending: the run ended at its bound, or another host holds the lock.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < MaxBatchesPerRun; batch++)
        {
            // What has failed before is tried again in small batches of its own: it takes none apart that is new.
            var waiting = await queue.LookAsync(cancellationToken);
            var ofNew = waiting.HasFlag(Waiting.New) ? await RunNewAsync(cancellationToken) : BatchEnd.NothingLeft;
            var ofAgain = waiting.HasFlag(Waiting.Again) ? await RunAgainAsync(cancellationToken) : BatchEnd.NothingLeft;
            if (ofNew is BatchEnd.OthersTurn || ofAgain is BatchEnd.OthersTurn)
            {
                return false;
            }

            if (ofNew is BatchEnd.NothingLeft && ofAgain is BatchEnd.NothingLeft)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<BatchEnd> RunNewAsync(CancellationToken cancellationToken)
    {
        var (end, failed) = await RunBatchAsync(queue.ReadNewAsync, careForNew, cancellationToken);
        careForNew = failed ? Care.OneByOne : Care.Together;
        return end;
    }

    private async Task<BatchEnd> RunAgainAsync(CancellationToken cancellationToken)
    {
        var (end, _) = await RunBatchAsync(queue.ReadAgainAsync, Care.OneByOne, cancellationToken);
        return end is BatchEnd.NothingLeft && await queue.ForgetOrphansAsync(cancellationToken) ? BatchEnd.MoreToCome : end;
    }

    /// <summary>With more and more care, until what fails has failed by itself.</summary>
    private async Task<(BatchEnd End, bool Failed)> RunBatchAsync(
        Func<CancellationToken, Task<PendingBatch>> read, Care care, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; care < Care.Alone;)
        {
            try
            {
                return await RunBatchOnceAsync(read, care, isPatient: conflicts < MaxConflicts - 1, cancellationToken);
            }
            catch (Exception exception) when (database.IsLostRace(exception) && ++conflicts < MaxConflicts)
            {
                LogConflict(logger, consumer.Name, exception);
            }
            catch (Exception exception) when (IsAboutMessages(exception, cancellationToken))
            {
                LogBatchFailed(logger, consumer.Name, exception);
                care++;
            }
        }

        return await RunAloneAsync(await read(cancellationToken), cancellationToken);
    }

    private async Task<(BatchEnd End, bool Failed)> RunBatchOnceAsync(
        Func<CancellationToken, Task<PendingBatch>> read, Care care, bool isPatient, CancellationToken cancellationToken)
    {
        var batch = PendingBatch.None;
        if (await handler.HandleAsync(ReadAsync, care, isPatient, cancellationToken) is not { } outcome)
        {
            return (BatchEnd.OthersTurn, Failed: false);
        }

        return (await EndAsync(batch, outcome, cancellationToken), outcome.Failures.Count > 0);

        async Task<IReadOnlyList<PendingMessage>> ReadAsync(CancellationToken token)
        {
            batch = await read(token);
            return batch.Messages;
        }
    }

    private async Task<(BatchEnd End, bool Failed)> RunAloneAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        List<PendingMessage> done = [];
        List<FailedMessage> failed = [];
        var isOurTurn = true;
        foreach (var message in batch.Messages.TakeWhile(_ => isOurTurn))
        {
            try
            {
                var outcome = await handler.HandleAsync(
                    _ => Task.FromResult<IReadOnlyList<PendingMessage>>([message]), Care.Alone, isPatient: false, cancellationToken);
                isOurTurn = outcome is not null;
                done.AddRange(outcome?.Done ?? []);
            }
            catch (Exception exception) when (IsAboutMessages(exception, cancellationToken))
            {
                failed.Add(new FailedMessage(message, exception));
            }
        }

        var end = await EndAsync(batch, new BatchOutcome(done, failed), cancellationToken);
        return (isOurTurn ? end : BatchEnd.OthersTurn, failed.Count > 0);
    }

    private async Task<BatchEnd> EndAsync(PendingBatch batch, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        await queue.DeleteAsync(outcome.Done, cancellationToken);
        await failures.TakeAsync(outcome.Failures, cancellationToken);
        await failures.LeaveToNewerAsync(batch.Newer, cancellationToken);
        if (outcome.Failures.Count > 0 || outcome.Done.Any(message => message.FailedAttempts > 0))
        {
            await queue.WakeForStallsAsync(cancellationToken);
        }

        var isLast = batch.IsAll && outcome.Failures.Count == 0;
        return isLast || batch.IsEmpty ? BatchEnd.NothingLeft : BatchEnd.MoreToCome;
    }

    /// <summary>An outage or a shutdown says nothing about a message, and is not held against it.</summary>
    private bool IsAboutMessages(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && (!outages.IsOutage(exception) || database.IsLostRace(exception));

    [LoggerMessage(1101, LogLevel.Debug, "A batch for {Consumer} lost a race and is run again.")]
    private static partial void LogConflict(ILogger logger, string consumer, Exception exception);

    [LoggerMessage(1102, LogLevel.Debug, "A batch for {Consumer} failed and is run again with more care.")]
    private static partial void LogBatchFailed(ILogger logger, string consumer, Exception exception);
}
