using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IDatabase = CampusCafe.BuildingBlocks.Persistence.IDatabase;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>The consumer's side of a relay: one scope, one unit of work and one commit per batch, with what is given up in it.</summary>
internal sealed class BatchHandler<TContext>(
    ConsumerDefinition consumer,
    MessageRunner runner,
    FailureHandler failures,
    IDatabase database,
    MessagingTelemetry telemetry,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options)
    where TContext : ModuleDbContext
{
    /// <summary>Takes the consumer's lock, reads a batch and handles it.</summary>
    /// <param name="read">The batch.</param>
    /// <param name="care">How it is handled.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    /// <returns>Null when another host holds the lock.</returns>
    public async Task<BatchOutcome?> HandleAsync(
        Func<CancellationToken, Task<PendingBatch>> read, Care care, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (options.Value.LockConsumers && !await database.LockConsumerAsync(context, consumer.Name, cancellationToken))
        {
            return null;
        }

        var batch = await read(cancellationToken);
        if (batch.IsEmpty)
        {
            return BatchOutcome.Nothing;
        }

        PendingMessage[] unreadableLetters = [.. batch.Newer.Where(message => message.Source is null)];
        PendingMessage[] readable = [.. batch.New, .. batch.Again];
        PendingMessage[] all = [.. readable, .. unreadableLetters];
        var known = await context.DealtWithAsync(consumer.Name, all, cancellationToken);
        await context.SettleHandledAsync(consumer.Name, all.Where(message => known.Contains(message.MessageId)), cancellationToken);

        var failed = await runner.RunAsync(new BatchTransaction(scope.ServiceProvider, context, transaction), Fresh(batch.New), Fresh(batch.Again), care, cancellationToken);
        var verdict = await failures.JudgeAsync(context, failed, Fresh(unreadableLetters), cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var done = readable.ExceptBy(failed.Select(failure => failure.Message.MessageId), message => message.MessageId).ToArray();
        telemetry.Committed(consumer.Name, done, Fresh(done));
        return verdict with { Done = [.. done, .. verdict.Done] };

        PendingMessage[] Fresh(IEnumerable<PendingMessage> messages) => [.. messages.Where(message => !known.Contains(message.MessageId))];
    }

    /// <summary>For messages that failed in transactions of their own.</summary>
    public async Task<BatchOutcome> JudgeAsync(IReadOnlyCollection<FailedMessage> failed, CancellationToken cancellationToken)
    {
        if (failed.Count == 0)
        {
            return BatchOutcome.Nothing;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var verdict = await failures.JudgeAsync(context, failed, unreadableLetters: [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verdict;
    }
}
