using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IDatabase = CampusCafe.BuildingBlocks.Persistence.IDatabase;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>How a batch is handled.</summary>
internal enum Care
{
    /// <summary>All of it in one save: the quickest way. One that fails takes the others with it.</summary>
    Together,

    /// <summary>Each saved by itself in the one transaction: one that fails is rolled back alone.</summary>
    OneByOne,

    /// <summary>Each in a transaction of its own, for what leaves a transaction useless.</summary>
    Alone,
}

/// <summary>The consumer's side of a relay: one scope, one unit of work and one commit per batch.</summary>
internal sealed class BatchHandler<TConsumer, TContext>(
    ConsumerDefinition consumer,
    MessageCatalog catalog,
    UnitOfWorkInterceptor unitOfWork,
    IDatabase database,
    OutageLog outages,
    MessagingTelemetry telemetry,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    TimeProvider time)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    private const string Savepoint = "message";

    /// <summary>Takes the consumer's lock, reads a batch and handles it.</summary>
    /// <param name="read">The batch.</param>
    /// <param name="care">How it is handled.</param>
    /// <param name="isPatient">A lost race ends the batch, which is run again; otherwise it is the failure of its message.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    /// <returns>Null when another host holds the lock.</returns>
    public async Task<BatchOutcome?> HandleAsync(
        Func<CancellationToken, Task<IReadOnlyList<PendingMessage>>> read, Care care, bool isPatient, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (options.Value.LockConsumers && !await database.LockConsumerAsync(context, consumer.Name, cancellationToken))
        {
            return null;
        }

        var batch = await read(cancellationToken);
        var known = await context.DealtWithAsync(consumer.Name, batch, cancellationToken);
        await context.SettleHandledAsync(consumer.Name, batch.Where(message => known.Contains(message.MessageId)), cancellationToken);
        PendingMessage[] fresh = [.. batch.Where(message => !known.Contains(message.MessageId))];
        IReadOnlyList<FailedMessage> failures = care is Care.OneByOne
            ? await HandleOneByOneAsync(scope.ServiceProvider, context, transaction, fresh, isPatient, cancellationToken)
            : await HandleTogetherAsync(scope.ServiceProvider, context, fresh, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var failed = failures.Select(failure => failure.Message.MessageId).ToHashSet();
        PendingMessage[] done = [.. batch.Where(message => !failed.Contains(message.MessageId))];
        telemetry.Committed(consumer.Name, done, [.. fresh.Where(message => !failed.Contains(message.MessageId))]);
        return new BatchOutcome(done, failures);
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleTogetherAsync(
        IServiceProvider services, TContext context, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await HandleAsync(services, context, message, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        return [];
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleOneByOneAsync(
        IServiceProvider services,
        TContext context,
        IDbContextTransaction transaction,
        IEnumerable<PendingMessage> messages,
        bool isPatient,
        CancellationToken cancellationToken)
    {
        List<FailedMessage> failures = [];
        context.Database.AutoSavepointsEnabled = false; // Ours do.
        foreach (var message in messages)
        {
            await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
            try
            {
                await HandleAsync(services, context, message, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
                await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception) && !(isPatient && database.IsLostRace(exception)))
            {
                await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
                await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken); // It stands still, and the next one would nest in it.
                context.Forget();
                failures.Add(new FailedMessage(message, exception));
            }
        }

        return failures;
    }

    private async Task HandleAsync(IServiceProvider services, TContext context, PendingMessage message, CancellationToken cancellationToken)
    {
        using var processing = telemetry.Begin(consumer.Name, message);
        services.GetRequiredService<CurrentMessage>().Set(message.CorrelationId, message.MessageId, processing.TraceParent);
        try
        {
            var delivery = consumer.Subscriptions.TryGetValue(catalog.TypeOf(message.Type), out var wrap)
                ? wrap(catalog.Deserialize(message.Type, message.Payload))
                : throw new UndecodableMessageException($"{consumer.Name} doesn't handle {message.Type}.");
            await services.GetRequiredService<IMediator>().Send(delivery, cancellationToken);
        }
        catch (Exception exception)
        {
            processing.Failed(exception);
            throw;
        }

        if (message.Source is null)
        {
            var letter = await context.Set<DeadLetter>().FindAsync([message.MessageId, consumer.Name], cancellationToken);
            (letter ?? throw new DbUpdateConcurrencyException("Another host has handled the dead letter.")).Settle();
            await unitOfWork.CollectAsync(context, cancellationToken);
            context.Remove(letter);
        }

        context.Add(new InboxMessage
        {
            MessageId = message.MessageId,
            Consumer = consumer.Name,
            HandledAt = time.GetUtcNow(),
            Attempts = message.FailedAttempts + 1,
            Outcome = InboxOutcome.Handled,
        });
        await unitOfWork.CollectAsync(context, cancellationToken);
    }
}
