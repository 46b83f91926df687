using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
    IDatabase database,
    OutageLog outages,
    MessagingTelemetry telemetry,
    IOptions<MessagingOptions> options,
    ILogger<Relay<TConsumer, TContext>> logger)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    /// <summary>100: a run gives its thread back now and then; the nudge or poll behind it goes on.</summary>
    private const int MaxBatchesPerRun = 100;

    /// <summary>3: after that many lost races the batch is taken apart.</summary>
    private const int MaxConflicts = 3;

    private readonly RetryPolicy retry = options.Value.RetryOf(consumer.Name);

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
            // What is redriven has failed before: in batches of its own, it takes none apart that is new.
            var ofNew = await queue.HasNewAsync(cancellationToken) ? await RunBatchAsync(queue.ReadNewAsync, cancellationToken) : BatchEnd.NothingLeft;
            var ofRedrives = await queue.HasRedrivesAsync(cancellationToken) ? await RunBatchAsync(queue.ReadRedrivesAsync, cancellationToken) : BatchEnd.NothingLeft;
            if (ofNew is BatchEnd.OthersTurn || ofRedrives is BatchEnd.OthersTurn)
            {
                return false;
            }

            if (ofNew is BatchEnd.NothingLeft && ofRedrives is BatchEnd.NothingLeft)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<BatchEnd> RunBatchAsync(Func<CancellationToken, Task<PendingBatch>> read, CancellationToken cancellationToken)
    {
        var batch = PendingBatch.None;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            try
            {
                if (await handler.HandleAsync(ReadAsync, cancellationToken) is not { } done)
                {
                    return BatchEnd.OthersTurn;
                }

                await queue.DeleteAsync(done, cancellationToken);
                if (done.Any(message => message.FailedAttempts > 0))
                {
                    await queue.WakeForStallsAsync(cancellationToken);
                }

                await LeaveToNewerAsync(batch.Newer, cancellationToken);
                return batch.IsAll || batch.IsEmpty ? BatchEnd.NothingLeft : BatchEnd.MoreToCome;
            }
            catch (Exception exception) when (IsLostRace(exception))
            {
                LogConflict(logger, consumer.Name, exception);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
            {
                LogBatchFailed(logger, consumer.Name, exception);
                break;
            }
        }

        return await RunOneByOneAsync(await read(cancellationToken), cancellationToken);

        async Task<IReadOnlyList<PendingMessage>> ReadAsync(CancellationToken token)
        {
            batch = await read(token);
            return batch.Messages;
        }
    }

    private bool IsLostRace(Exception exception) =>
        exception is DbUpdateConcurrencyException || (exception is DbUpdateException update && database.IsUniqueViolation(update));

    private async Task<BatchEnd> RunOneByOneAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        await LeaveToNewerAsync(batch.Newer, cancellationToken);
        foreach (var message in batch.Messages)
        {
            try
            {
                if (await handler.HandleAsync(message, cancellationToken) is not { } done)
                {
                    return BatchEnd.OthersTurn;
                }

                await queue.DeleteAsync(done, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
            {
                // An outage says nothing about the message, and is not held against it.
                await FailAsync(message, exception, cancellationToken);
            }
        }

        await queue.WakeForStallsAsync(cancellationToken);
        return batch.IsEmpty ? BatchEnd.NothingLeft : BatchEnd.MoreToCome;
    }

    /// <summary>What this program can't read yet is no failure: another host can, or this one once it has been upgraded.</summary>
    private async Task LeaveToNewerAsync(IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            LogLeftToNewer(logger, consumer.Name, message.Type, message.MessageId);
            var reason = $"{message.Type} was written by a newer program, and waits for a host that runs it.";
            if (queue.SourceOf(message) is { } source)
            {
                await source.LeaveToNewerAsync(consumer.Name, message, reason, cancellationToken);
            }
            else
            {
                await handler.BuryAsync(message, message.FailedAttempts, reason, cancellationToken);
            }
        }
    }

    private async Task FailAsync(PendingMessage message, Exception exception, CancellationToken cancellationToken)
    {
        if (await handler.HasDealtWithAsync(message, cancellationToken))
        {
            await queue.DeleteAsync([message], cancellationToken); // Another host was quicker, and that is what made it fail here.
            return;
        }

        if (database.IsLockTimeout(exception))
        {
            return; // Somebody is at the same rows: the message is not to blame, and comes again.
        }

        var attempts = message.FailedAttempts + 1;
        using var correlation = telemetry.Correlate(message);
        LogMessageFailed(logger, consumer.Name, message.Type, message.MessageId, attempts, exception);
        var error = $"{exception.GetType().Name}: {exception.Message}".Bounded(MessagingModel.ErrorLength);
        if (queue.SourceOf(message) is not { } source || attempts >= retry.MaxAttempts || consumer.IsFinal(exception))
        {
            await handler.BuryAsync(message, attempts, error, cancellationToken);
            await queue.DeleteAsync([message], cancellationToken);
            telemetry.Buried(consumer.Name);
            LogDead(logger, consumer.Name, message.Type, message.MessageId, attempts);
        }
        else
        {
            await source.StallAsync(consumer.Name, message, error, cancellationToken);
            telemetry.PutOff(consumer.Name);
        }
    }

    [LoggerMessage(1101, LogLevel.Debug, "A batch for {Consumer} lost a race and is run again.")]
    private static partial void LogConflict(ILogger logger, string consumer, Exception exception);

    [LoggerMessage(1102, LogLevel.Debug, "A batch for {Consumer} failed and is taken apart.")]
    private static partial void LogBatchFailed(ILogger logger, string consumer, Exception exception);

    [LoggerMessage(1103, LogLevel.Warning, "{Consumer} failed to handle {Type} {MessageId}, attempt {Attempt}.")]
    private static partial void LogMessageFailed(
        ILogger logger, string consumer, string type, Guid messageId, int attempt, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "{Consumer} gave up {Type} {MessageId} after {Attempts} attempts: it is a dead letter now.")]
    private static partial void LogDead(ILogger logger, string consumer, string type, Guid messageId, int attempts);

    [LoggerMessage(1105, LogLevel.Warning, "{Consumer} leaves {Type} {MessageId} to a host that runs a newer program: its key waits here.")]
    private static partial void LogLeftToNewer(ILogger logger, string consumer, string type, Guid messageId);
}
