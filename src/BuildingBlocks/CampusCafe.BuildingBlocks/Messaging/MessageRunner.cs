using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using IDatabase = CampusCafe.BuildingBlocks.Persistence.IDatabase;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Runs a batch's messages through their handlers, so that one that fails is undone by itself.</summary>
internal sealed class MessageRunner(
    ConsumerDefinition consumer, MessageCatalog catalog, UnitOfWorkInterceptor unitOfWork, IDatabase database, OutageLog outages, MessagingTelemetry telemetry, TimeProvider time)
{
    /// <summary>3: one that loses this often has itself to blame. A handler that breaks a key every time looks like it.</summary>
    private const int MaxRaces = 3;

    private const string Savepoint = "message";

    /// <param name="batch">The transaction.</param>
    /// <param name="fresh">What nobody has tried.</param>
    /// <param name="again">What failed before and may well fail again: each is saved by itself, behind the others.</param>
    /// <param name="care">For what nobody has tried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that failed and left nothing in the transaction. With <see cref="Care.Alone"/> a failure is thrown.</returns>
    public async Task<IReadOnlyList<FailedMessage>> RunAsync(
        BatchTransaction batch, IReadOnlyList<PendingMessage> fresh, IReadOnlyList<PendingMessage> again, Care care, CancellationToken cancellationToken)
    {
        var suspects = care switch
        {
            _ when fresh.Count == 0 => [],
            Care.Together => await HandleTogetherAsync(batch, fresh, cancellationToken),
            Care.OneByOne => fresh,
            _ => await HandleAllAsync(batch, fresh, cancellationToken),
        };
        return await HandleOneByOneAsync(batch, [.. suspects, .. again], cancellationToken);
    }

    /// <returns>
    /// Those that threw, and are to be tried by themselves behind the others: they may only have stumbled over what others had
    /// not saved yet, or have missed it.
    /// </returns>
    private async Task<IReadOnlyList<PendingMessage>> HandleTogetherAsync(
        BatchTransaction batch, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        await batch.Transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        List<PendingMessage> suspects = [];
        foreach (var message in messages)
        {
            if (await TryAsync(batch, message, save: false, cancellationToken) is not null)
            {
                suspects.Add(message);
            }
        }

        if (suspects.Count == 0)
        {
            await batch.SaveAsync(cancellationToken);
            return suspects;
        }

        await RollBackAsync(batch, cancellationToken);
        await HandleAllAsync(batch, messages.Except(suspects), cancellationToken);
        return suspects;
    }

    /// <returns>Nothing: the first failure is thrown.</returns>
    private async Task<IReadOnlyList<PendingMessage>> HandleAllAsync(
        BatchTransaction batch, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await HandleAsync(batch, message, cancellationToken);
        }

        await batch.SaveAsync(cancellationToken);
        return [];
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleOneByOneAsync(
        BatchTransaction batch, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        List<FailedMessage> failures = [];
        foreach (var message in messages)
        {
            await batch.Transaction.CreateSavepointAsync(Savepoint, cancellationToken);
            var exception = await TryAsync(batch, message, save: true, cancellationToken);
            for (var races = 1; exception is not null && IsWorthAnother(exception) && races < MaxRaces; races++)
            {
                exception = await TryAsync(batch, message, save: true, cancellationToken);
            }

            if (exception is not null)
            {
                failures.Add(new FailedMessage(message, exception));
            }

            await batch.Transaction.ReleaseSavepointAsync(Savepoint, cancellationToken); // Also after a rollback, or the next one would nest in it.
        }

        return failures;
    }

    /// <summary>What was read afresh may fit now. A lock stays where it is: the transaction keeps its own, and may be what the other one waits for.</summary>
    private bool IsWorthAnother(Exception exception) => database.IsLostRace(exception) && !database.IsLockTimeout(exception);

    /// <returns>Why it failed; all since the savepoint is undone then.</returns>
    private async Task<Exception?> TryAsync(BatchTransaction batch, PendingMessage message, bool save, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(batch, message, cancellationToken);
            if (save)
            {
                await batch.SaveAsync(cancellationToken);
            }

            return null;
        }
        catch (Exception exception) when (outages.IsAboutWork(exception, cancellationToken))
        {
            await RollBackAsync(batch, cancellationToken);
            return exception;
        }
    }

    private static async Task RollBackAsync(BatchTransaction batch, CancellationToken cancellationToken)
    {
        await batch.Transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
        batch.Forget();
    }

    private async Task HandleAsync(BatchTransaction batch, PendingMessage message, CancellationToken cancellationToken)
    {
        var (services, context) = (batch.Services, batch.Context);
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

        batch.Handled(InboxMessage.Of(message, consumer.Name, message.FailedAttempts + 1, InboxOutcome.Handled, time.GetUtcNow()));
        await unitOfWork.CollectAsync(context, cancellationToken);
    }
}
