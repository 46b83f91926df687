using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What becomes of messages that a consumer couldn't handle: their keys are stalled, or they are given up.</summary>
internal sealed partial class FailureHandler<TContext>(
    ConsumerDefinition consumer,
    ConsumerQueue<TContext> queue,
    Burial<TContext> burial,
    IServiceScopeFactory scopes,
    IDatabase database,
    MessagingTelemetry telemetry,
    IOptions<MessagingOptions> options,
    ILogger<FailureHandler<TContext>> logger)
    where TContext : ModuleDbContext
{
    private readonly RetryPolicy retry = options.Value.RetryOf(consumer.Name);

    public async Task TakeAsync(IReadOnlyCollection<FailedMessage> failures, CancellationToken cancellationToken)
    {
        if (failures.Count == 0)
        {
            return;
        }

        // Another host was quicker with these, and that is what made them fail here.
        var dealtWith = await DealtWithAsync(failures, cancellationToken);
        await queue.DeleteAsync([.. failures.Select(failure => failure.Message).Where(message => dealtWith.Contains(message.MessageId))], cancellationToken);

        // Nor is a message to blame when somebody is at the same rows: it comes again.
        FailedMessage[] own = [.. failures.Where(failure => !dealtWith.Contains(failure.Message.MessageId) && !database.IsLockTimeout(failure.Exception))];
        foreach (var (message, exception) in own)
        {
            using var correlation = telemetry.Correlate(message);
            LogFailed(logger, consumer.Name, message.Type, message.MessageId, message.FailedAttempts + 1, exception);
        }

        await BuryAsync([.. own.Where(IsFinal)], cancellationToken);
        FailedMessage[] later = [.. own.Where(failure => !IsFinal(failure))];
        await queue.StallAsync(later, cancellationToken);
        telemetry.PutOff(consumer.Name, later.Length);
    }

    /// <summary>What this program can't read yet is no failure: another host can, or this one once it has been upgraded.</summary>
    public async Task LeaveToNewerAsync(IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            LogLeftToNewer(logger, consumer.Name, message.Type, message.MessageId);
        }

        await queue.LeaveToNewerAsync(messages, cancellationToken);
        await burial.BuryAsync(
            [.. messages.Where(message => message.Source is null).Select(message => (message, message.FailedAttempts, message.ReasonToLeaveToNewer))], cancellationToken);
    }

    /// <summary>A redriven letter has one attempt.</summary>
    private bool IsFinal(FailedMessage failure) =>
        failure.Message.Source is null || failure.Attempts >= retry.MaxAttempts || consumer.IsFinal(failure.Exception);

    private async Task BuryAsync(IReadOnlyCollection<FailedMessage> dead, CancellationToken cancellationToken)
    {
        await burial.BuryAsync([.. dead.Select(failure => (failure.Message, failure.Attempts, failure.Error))], cancellationToken);
        await queue.DeleteAsync([.. dead.Select(failure => failure.Message)], cancellationToken);
        telemetry.Buried(consumer.Name, dead.Count);
        foreach (var failure in dead)
        {
            using var correlation = telemetry.Correlate(failure.Message);
            LogDead(logger, consumer.Name, failure.Message.Type, failure.Message.MessageId, failure.Attempts);
        }
    }

    private async Task<HashSet<Guid>> DealtWithAsync(IReadOnlyCollection<FailedMessage> failures, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TContext>()
            .DealtWithAsync(consumer.Name, failures.Select(failure => failure.Message), cancellationToken);
    }

    [LoggerMessage(1103, LogLevel.Warning, "{Consumer} failed to handle {Type} {MessageId}, attempt {Attempt}.")]
    private static partial void LogFailed(ILogger logger, string consumer, string type, Guid messageId, int attempt, Exception exception);

    [LoggerMessage(1104, LogLevel.Error, "{Consumer} gave up {Type} {MessageId} after {Attempts} attempts: it is a dead letter now.")]
    private static partial void LogDead(ILogger logger, string consumer, string type, Guid messageId, int attempts);

    [LoggerMessage(1105, LogLevel.Warning, "{Consumer} leaves {Type} {MessageId} to a host that runs a newer program: its key waits here.")]
    private static partial void LogLeftToNewer(ILogger logger, string consumer, string type, Guid messageId);
}
