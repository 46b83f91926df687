using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>The consumer's side of a relay: one scope, one unit of work and one commit per batch.</summary>
internal sealed class BatchHandler<TConsumer, TContext>(
    ConsumerDefinition consumer,
    MessageCatalog catalog,
    UnitOfWorkInterceptor unitOfWork,
    IDatabase database,
    MessagingTelemetry telemetry,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    TimeProvider time)
    where TConsumer : IConsumer
    where TContext : ModuleDbContext
{
    public delegate Task<IReadOnlyList<PendingMessage>> ReadBatch(CancellationToken cancellationToken);

    /// <summary>Takes the consumer's lock, reads a batch and handles it.</summary>
    /// <returns>What is dealt with, and can go at the sources; null when another host holds the lock.</returns>
    public async Task<IReadOnlyCollection<PendingMessage>?> HandleAsync(ReadBatch read, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (options.Value.LockConsumers && !await database.LockConsumerAsync(context, consumer.Name, cancellationToken))
        {
            return null;
        }

        var batch = await read(cancellationToken);
        var handled = await HandleAsync(scope.ServiceProvider, context, batch, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        telemetry.Committed(consumer.Name, batch, handled);
        return batch;
    }

    /// <summary>One message alone, after its batch failed.</summary>
    public Task<IReadOnlyCollection<PendingMessage>?> HandleAsync(PendingMessage message, CancellationToken cancellationToken) =>
        HandleAsync(_ => Task.FromResult<IReadOnlyList<PendingMessage>>([message]), cancellationToken);

    /// <summary>Handled or given up, here or by another host.</summary>
    public async Task<bool> HasDealtWithAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TContext>().Set<InboxMessage>()
            .AnyAsync(inbox => inbox.MessageId == message.MessageId && inbox.Consumer == consumer.Name, cancellationToken);
    }

    /// <summary>Gives a message up: inbox row, dead letter and the call for attention, in the consumer's one transaction.</summary>
    public async Task BuryAsync(PendingMessage message, int attempts, string error, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        scope.ServiceProvider.GetRequiredService<CurrentMessage>().Set(message.CorrelationId, message.MessageId, message.TraceParent);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Set<InboxMessage>().FindAsync([message.MessageId, consumer.Name], cancellationToken) is not null)
        {
            return; // Another host has dealt with it while it failed here.
        }

        var letter = await context.Set<DeadLetter>().FindAsync([message.MessageId, consumer.Name], cancellationToken);
        if (letter is null)
        {
            letter = new DeadLetter
            {
                MessageId = message.MessageId,
                Consumer = consumer.Name,
                Key = message.Key,
                Type = message.Type,
                Payload = message.Payload,
                CorrelationId = message.CorrelationId,
                CausationId = message.CausationId,
                TraceParent = message.TraceParent,
                OccurredAt = message.OccurredAt,
                DiedAt = time.GetUtcNow(),
            };
            context.Add(letter);
        }

        letter.Bury(attempts, message.ErrorsWith(error), time.GetUtcNow());
        context.Add(InboxRow(message, attempts, InboxOutcome.Dead));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>Those that the inbox didn't know already.</returns>
    private async Task<IReadOnlyCollection<PendingMessage>> HandleAsync(
        IServiceProvider services, TContext context, IReadOnlyList<PendingMessage> batch, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. batch.Select(message => message.MessageId)];
        var known = await context.Set<InboxMessage>()
            .Where(inbox => inbox.Consumer == consumer.Name && ids.Contains(inbox.MessageId))
            .Select(inbox => inbox.MessageId)
            .ToHashSetAsync(cancellationToken);

        PendingMessage[] fresh = [.. batch.Where(message => !known.Contains(message.MessageId))];
        foreach (var message in fresh)
        {
            await HandleAsync(services, context, message, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        return fresh;
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
            letter!.Settle();
            await unitOfWork.CollectAsync(context, cancellationToken);
            context.Remove(letter);
        }

        context.Add(InboxRow(message, message.FailedAttempts + 1, InboxOutcome.Handled));
        await unitOfWork.CollectAsync(context, cancellationToken);
    }

    private InboxMessage InboxRow(PendingMessage message, int attempts, InboxOutcome outcome) => new()
    {
        MessageId = message.MessageId,
        Consumer = consumer.Name,
        HandledAt = time.GetUtcNow(),
        Attempts = attempts,
        Outcome = outcome,
    };
}
