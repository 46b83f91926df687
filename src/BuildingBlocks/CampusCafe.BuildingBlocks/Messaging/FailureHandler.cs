using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What becomes of messages that a consumer couldn't handle: they are put off, or given up.</summary>
internal sealed partial class FailureHandler(
    ConsumerDefinition consumer,
    Burial burial,
    IDatabase database,
    MessagingTelemetry telemetry,
    IOptions<MessagingOptions> options,
    ILogger<FailureHandler> logger)
{
    private readonly RetryPolicy retry = options.Value.RetryOf(consumer.Name);

    /// <summary>Gives up, in the caller's transaction, what another attempt would not help.</summary>
    /// <param name="context">The consumer's, with nothing unsaved.</param>
    /// <param name="failures">Undone.</param>
    /// <param name="unreadableLetters">
    /// Redriven letters that only a newer program can read. That is no failure, but they have one attempt: they are dead letters again.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As done: what another host has dealt with.</returns>
    public async Task<BatchOutcome> JudgeAsync(
        ModuleDbContext context,
        IReadOnlyCollection<FailedMessage> failures,
        IReadOnlyCollection<PendingMessage> unreadableLetters,
        CancellationToken cancellationToken)
    {
        // Another host was quicker with these, and that is what made them fail here.
        var dealtWith = failures.Count == 0 ? [] : await context.DealtWithAsync(consumer.Name, failures.Select(failure => failure.Message), cancellationToken);
        PendingMessage[] done = [.. failures.Select(failure => failure.Message).Where(message => dealtWith.Contains(message.MessageId))];
        await context.SettleHandledAsync(consumer.Name, done, cancellationToken);

        // Nor is a message to blame when somebody is at the same rows: it comes again.
        FailedMessage[] own = [.. failures.Where(failure => !dealtWith.Contains(failure.Message.MessageId) && !database.IsLockTimeout(failure.Exception))];
        FailedMessage[] dead = [.. own.Where(IsFinal)];
        await burial.BuryAsync(
            context,
            [
                .. dead.Select(failure => (failure.Message, failure.Attempts, failure.Error)),
                .. unreadableLetters.Select(message => (message, message.FailedAttempts, message.ReasonToLeaveToNewer)),
            ],
            cancellationToken);
        return new BatchOutcome(done, dead, [.. own.Except(dead)]);
    }

    /// <summary>Tells of what stands now.</summary>
    public void Tell(PendingBatch batch, BatchOutcome outcome)
    {
        foreach (var (message, exception) in outcome.PutOff.Concat(outcome.Dead))
        {
            using var correlation = telemetry.Correlate(message);
            LogFailed(logger, consumer.Name, message.Type, message.MessageId, message.FailedAttempts + 1, exception);
        }

        foreach (var failure in outcome.Dead)
        {
            using var correlation = telemetry.Correlate(failure.Message);
            LogDead(logger, consumer.Name, failure.Message.Type, failure.Message.MessageId, failure.Attempts);
        }

        foreach (var message in batch.Newer)
        {
            LogLeftToNewer(logger, consumer.Name, message.Type, message.MessageId);
        }

        telemetry.PutOff(consumer.Name, outcome.PutOff.Count);
        telemetry.Buried(consumer.Name, outcome.Dead.Count);
    }

    /// <summary>A redriven letter has one attempt.</summary>
    private bool IsFinal(FailedMessage failure) =>
        failure.Message.Source is null || failure.Attempts >= retry.MaxAttempts || consumer.IsFinal(failure.Exception);

    [LoggerMessage(1103, LogLevel.Warning, "{Consumer} failed to handle {Type} {MessageId}, attempt {Attempt}.")]
    private static partial void LogFailed(ILogger logger, string consumer, string type, Guid messageId, int attempt, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "{Consumer} gave up {Type} {MessageId} after {Attempts} attempts: it is a dead letter now.")]
    private static partial void LogDead(ILogger logger, string consumer, string type, Guid messageId, int attempts);

    [LoggerMessage(1105, LogLevel.Warning, "{Consumer} leaves {Type} {MessageId} to a host that runs a newer program: its key waits here.")]
    private static partial void LogLeftToNewer(ILogger logger, string consumer, string type, Guid messageId);
}
