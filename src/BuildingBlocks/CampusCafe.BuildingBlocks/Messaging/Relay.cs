using CampusCafe.BuildingBlocks.Persistence;
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
    /// <summary>100: a run gives its thread back now and then; the nudge or poll behind it goes on.</summary>
    private const int MaxBatchesPerRun = 100;

    /// <summary>3: after that many lost races the batch is handled with more care.</summary>
    private const int MaxConflicts = 3;

    /// <summary>While saves fail in numbers the quick way only costs time: it is taken again after a batch without failures.</summary>
    private volatile Care care = Care.Together;

    /// <summary>Handles what is pending.</summary>
    /// <returns>
    /// False when more may be pending: the run ended at its bound, or another host holds the lock. If it froze with it, whoever
    /// looks again at once is the first to go on.
    /// </returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await queue.LookAsync(cancellationToken);
        var (isDone, sawStalls) = (waiting is Waiting.Nothing, waiting.HasFlag(Waiting.Again));
        for (var batches = 0; batches < MaxBatchesPerRun && !isDone; batches++)
        {
            if (await RunBatchAsync(waiting, cancellationToken) is not var (batch, outcome))
            {
                break;
            }

            sawStalls |= batch.Again.Count + outcome.PutOff.Count > 0;
            isDone = !await IsMoreToComeAsync(waiting, batch, outcome, isFirst: batches == 0, cancellationToken);
            waiting |= Waiting.New | Waiting.Again; // A look would cost as much as reading.
        }

        if (sawStalls)
        {
            await queue.WakeForStallsAsync(cancellationToken);
        }

        return isDone;
    }

    /// <summary>What was committed since the batch was read has its own nudge.</summary>
    private async Task<bool> IsMoreToComeAsync(
        Waiting waiting, PendingBatch batch, BatchOutcome outcome, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst && waiting.HasFlag(Waiting.Again) && batch is { Again: [], Newer: [] } && await queue.ForgetOrphansAsync(cancellationToken))
        {
            return true;
        }

        var isLast = batch.IsAll && outcome.Done.Count + outcome.PutOff.Count == batch.New.Count;
        return !isLast && !batch.IsEmpty;
    }

    /// <summary>With more and more care, until what fails has failed by itself.</summary>
    /// <returns>Null when another host holds the consumer's lock.</returns>
    private async Task<(PendingBatch Batch, BatchOutcome Outcome)?> RunBatchAsync(Waiting waiting, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; care < Care.Alone;)
        {
            try
            {
                var end = await RunBatchOnceAsync(waiting, isPatient: conflicts < MaxConflicts - 1, cancellationToken);
                if (end is var (_, outcome) && outcome.Dead.Concat(outcome.PutOff).All(failure => failure.Message.FailedAttempts > 0))
                {
                    care = Care.Together;
                }

                return end;
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

        care = Care.OneByOne;
        return await RunAloneAsync(await queue.ReadAsync(waiting, cancellationToken), cancellationToken);
    }

    private async Task<(PendingBatch Batch, BatchOutcome Outcome)?> RunBatchOnceAsync(Waiting waiting, bool isPatient, CancellationToken cancellationToken)
    {
        var batch = PendingBatch.None;
        if (await handler.HandleAsync(ReadAsync, care, isPatient, cancellationToken) is not { } outcome)
        {
            return null;
        }

        return await EndAsync(batch, outcome, cancellationToken);

        async Task<PendingBatch> ReadAsync(CancellationToken token) => batch = await queue.ReadAsync(waiting, token);
    }

    private async Task<(PendingBatch Batch, BatchOutcome Outcome)?> RunAloneAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        List<PendingMessage> done = [];
        List<FailedMessage> failed = [];
        foreach (var message in batch.New.Concat(batch.Again))
        {
            try
            {
                if (await HandleAsync(PendingBatch.None with { New = [message] }) is not { } outcome)
                {
                    break;
                }

                done.AddRange(outcome.Done);
            }
            catch (Exception exception) when (IsAboutMessages(exception, cancellationToken))
            {
                failed.Add(new FailedMessage(message, exception));
            }
        }

        await HandleAsync(PendingBatch.None with { Newer = batch.Newer });
        var verdict = await handler.JudgeAsync(failed, cancellationToken);
        return await EndAsync(batch, verdict with { Done = [.. done, .. verdict.Done] }, cancellationToken);

        Task<BatchOutcome?> HandleAsync(PendingBatch part) => handler.HandleAsync(_ => Task.FromResult(part), Care.Alone, isPatient: false, cancellationToken);
    }

    private async Task<(PendingBatch Batch, BatchOutcome Outcome)?> EndAsync(PendingBatch batch, BatchOutcome outcome, CancellationToken cancellationToken)
    {
        failures.Tell(batch, outcome);
        await queue.EndAsync(batch, outcome, cancellationToken);
        return (batch, outcome);
    }

    /// <summary>An outage or a shutdown says nothing about a message, and is not held against it.</summary>
    private bool IsAboutMessages(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && (!outages.IsOutage(exception) || database.IsLostRace(exception));

    [LoggerMessage(1101, LogLevel.Debug, "A batch for {Consumer} lost a race and is run again.")]
    private static partial void LogConflict(ILogger logger, string consumer, Exception exception);

    [LoggerMessage(1102, LogLevel.Debug, "A batch for {Consumer} failed and is run again with more care.")]
    private static partial void LogBatchFailed(ILogger logger, string consumer, Exception exception);
}
