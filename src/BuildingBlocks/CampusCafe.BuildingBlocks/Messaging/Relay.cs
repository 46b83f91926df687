using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
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
    IEnumerable<IOutboxSource> allSources,
    BatchHandler<TConsumer, TContext> handler,
    OutageLog outages,
    MessagingTelemetry telemetry,
    JobNudger nudger,
    IOptions<MessagingOptions> options,
    ILogger<Relay<TConsumer, TContext>> logger)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    /// <summary>100: a run gives its thread back now and then; the nudge or poll behind it goes on.</summary>
    private const int MaxBatchesPerRun = 100;

    /// <summary>3: after that many lost races the batch is taken apart.</summary>
    private const int MaxConflicts = 3;

    private readonly IOutboxSource[] sources = [.. allSources.Where(source => consumer.Sources.Contains(source.Module))];

    /// <summary>Handles what is pending.</summary>
    /// <returns>False when the run ended at its bound and more may be pending.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        for (var batch = 0; batch < MaxBatchesPerRun; batch++)
        {
            // A batch that left nothing behind ends the run: what was committed since then has its own nudge.
            if (!await HasPendingAsync(cancellationToken) || await RunBatchAsync(cancellationToken) is { Count: 0 } or { LeftNothing: true })
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> HasPendingAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.HasPendingAsync(consumer.Name, cancellationToken))
            {
                return true;
            }
        }

        return await handler.HasRedrivesAsync(cancellationToken);
    }

    private async Task<BatchEnd> RunBatchAsync(CancellationToken cancellationToken)
    {
        var leftNothing = false;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            try
            {
                var done = await handler.HandleAsync(ReadAsync, cancellationToken);
                await DeleteAsync(done, cancellationToken);
                if (done.Any(message => message.FailedAttempts > 0))
                {
                    await WakeForStallsAsync(cancellationToken);
                }

                return new BatchEnd(done.Count, leftNothing);
            }
            catch (DbUpdateConcurrencyException exception)
            {
                LogConflict(logger, consumer.Name, exception);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
            {
                LogBatchFailed(logger, consumer.Name, exception);
                break;
            }
        }

        return new BatchEnd(await RunOneByOneAsync(cancellationToken), LeftNothing: false);

        async Task<IReadOnlyList<PendingMessage>> ReadAsync(IReadOnlyList<PendingMessage> redrives, CancellationToken token)
        {
            var batch = await ReadBatchAsync(redrives, token);
            leftNothing = batch.IsAll;
            return batch.Messages;
        }
    }

    /// <returns>How many were dealt with: handled, stalled or buried, they make room for what is behind them.</returns>
    private async Task<int> RunOneByOneAsync(CancellationToken cancellationToken)
    {
        var batch = (await ReadBatchAsync(await handler.ReadRedrivesAsync(options.Value.BatchSize, cancellationToken), cancellationToken)).Messages;
        foreach (var message in batch)
        {
            try
            {
                await DeleteAsync(await handler.HandleAsync(message, cancellationToken), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
            {
                // An outage says nothing about the message, and is not held against it.
                await FailAsync(message, exception, cancellationToken);
            }
        }

        await WakeForStallsAsync(cancellationToken);
        return batch.Count;
    }

    /// <summary>A stalled key goes on when its time has come, not when the next poll happens to come by.</summary>
    private async Task WakeForStallsAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.NextAttemptAsync(consumer.Name, cancellationToken) is { } nextAttemptAt)
            {
                await nudger.WakeAtAsync(JobNames.RelayOf(consumer.Name), nextAttemptAt);
            }
        }
    }

    /// <summary>The next messages over all sources, at most one per key: a later one must see what the earlier one did.</summary>
    private async Task<Batch> ReadBatchAsync(IReadOnlyList<PendingMessage> redrives, CancellationToken cancellationToken)
    {
        List<PendingMessage> batch = [];
        HashSet<string> keys = [];
        batch.AddRange(redrives.Where(message => keys.Add(message.Key)));
        var isAll = redrives.Count == 0; // There may be more of them than one batch takes.
        foreach (var source in sources)
        {
            var room = options.Value.BatchSize - batch.Count;
            if (room <= 0)
            {
                return new Batch(batch, IsAll: false);
            }

            var pending = await source.ReadAsync(consumer.Name, room, cancellationToken);
            var before = batch.Count;
            batch.AddRange(pending.Where(message => keys.Add(message.Key)));
            isAll &= pending.Count < room && batch.Count - before == pending.Count;
        }

        return new Batch(batch, isAll);
    }

    private async Task DeleteAsync(IReadOnlyCollection<PendingMessage> done, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            PendingMessage[] fromHere = [.. done.Where(message => message.Source == source.Module)];
            if (fromHere.Length > 0)
            {
                await source.DeleteAsync(consumer.Name, fromHere, cancellationToken);
            }
        }
    }

    private async Task FailAsync(PendingMessage message, Exception exception, CancellationToken cancellationToken)
    {
        var attempts = message.FailedAttempts + 1;
        using var correlation = telemetry.Correlate(message);
        LogMessageFailed(logger, consumer.Name, message.Type, message.MessageId, attempts, exception);
        var source = sources.FirstOrDefault(source => source.Module == message.Source);
        if (source is null || attempts >= options.Value.MaxAttempts || exception is UndecodableMessageException)
        {
            await handler.BuryAsync(message, attempts, Describe(exception), cancellationToken);
            await DeleteAsync([message], cancellationToken);
            telemetry.Buried(consumer.Name);
            LogDead(logger, consumer.Name, message.Type, message.MessageId, attempts);
        }
        else
        {
            await source.StallAsync(consumer.Name, message, Describe(exception), cancellationToken);
            telemetry.PutOff(consumer.Name);
        }
    }

    /// <param name="Messages">At most one per key.</param>
    /// <param name="IsAll">Nothing that was due when it was read had to be left for the next one.</param>
    private sealed record Batch(IReadOnlyList<PendingMessage> Messages, bool IsAll);

    /// <param name="Count">How many were dealt with.</param>
    /// <param name="LeftNothing">Whether that was everything.</param>
    private readonly record struct BatchEnd(int Count, bool LeftNothing);

    private static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return text.Length <= MessagingModel.ErrorLength ? text : text[..MessagingModel.ErrorLength];
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
}
