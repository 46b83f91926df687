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
    private const string Savepoint = "message";

    /// <param name="attempt">The transaction.</param>
    /// <param name="fresh">What nobody has tried.</param>
    /// <param name="again">What failed before and may well fail again: each is saved by itself, behind the others.</param>
    /// <param name="care">For what nobody has tried.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that failed and left nothing in the transaction. With <see cref="Care.Alone"/> a failure is thrown.</returns>
    public async Task<IReadOnlyList<FailedMessage>> RunAsync(
        Attempt attempt, IReadOnlyList<PendingMessage> fresh, IReadOnlyList<PendingMessage> again, Care care, CancellationToken cancellationToken)
    {
        var failures = care switch
        {
            Care.Together => await HandleTogetherAsync(attempt, fresh, cancellationToken),
            Care.OneByOne => await HandleOneByOneAsync(attempt, fresh, cancellationToken),
            _ => await HandleAllAsync(attempt, fresh, cancellationToken),
        };
        return [.. failures, .. await HandleOneByOneAsync(attempt, again, cancellationToken)];
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleTogetherAsync(
        Attempt attempt, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        await attempt.Transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        List<FailedMessage> failures = [];
        var (unsaved, wasRolledBack) = (0, false);
        foreach (var message in messages)
        {
            var exception = await TryAsync(attempt, message, save: false, cancellationToken);
            wasRolledBack |= exception is not null;
            if (exception is not null && unsaved > 0)
            {
                // It may have stumbled over what the others have done and not saved.
                exception = await TryAsync(attempt, message, save: false, cancellationToken);
            }

            unsaved = exception is null ? unsaved + 1 : 0;
            if (exception is not null)
            {
                failures.Add(new FailedMessage(message, exception));
            }
        }

        if (wasRolledBack)
        {
            await RollBackAsync(attempt, cancellationToken);
            await HandleAllAsync(attempt, messages.Except(failures.Select(failure => failure.Message)), cancellationToken);
        }
        else
        {
            await attempt.Context.SaveChangesAsync(cancellationToken);
        }

        return failures;
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleAllAsync(
        Attempt attempt, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            await HandleAsync(attempt, message, cancellationToken);
        }

        await attempt.Context.SaveChangesAsync(cancellationToken);
        return [];
    }

    private async Task<IReadOnlyList<FailedMessage>> HandleOneByOneAsync(
        Attempt attempt, IReadOnlyList<PendingMessage> messages, CancellationToken cancellationToken)
    {
        List<FailedMessage> failures = [];
        foreach (var message in messages)
        {
            await attempt.Transaction.CreateSavepointAsync(Savepoint, cancellationToken);
            if (await TryAsync(attempt, message, save: true, cancellationToken) is { } exception)
            {
                failures.Add(new FailedMessage(message, exception));
            }

            await attempt.Transaction.ReleaseSavepointAsync(Savepoint, cancellationToken); // Also after a rollback, or the next one would nest in it.
        }

        return failures;
    }

    /// <returns>Why it failed; all since the savepoint is undone then.</returns>
    private async Task<Exception?> TryAsync(Attempt attempt, PendingMessage message, bool save, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(attempt, message, cancellationToken);
            if (save)
            {
                await attempt.Context.SaveChangesAsync(cancellationToken);
            }

            return null;
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested && !outages.IsOutage(exception) && !(attempt.IsPatient && database.IsLostRace(exception)))
        {
            await RollBackAsync(attempt, cancellationToken);
            return exception;
        }
    }

    private static async Task RollBackAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await attempt.Transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
        attempt.Context.Forget();
    }

    private async Task HandleAsync(Attempt attempt, PendingMessage message, CancellationToken cancellationToken)
    {
        var (services, context) = (attempt.Services, attempt.Context);
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

        context.Add(InboxMessage.Of(message, consumer.Name, message.FailedAttempts + 1, InboxOutcome.Handled, time.GetUtcNow()));
        await unitOfWork.CollectAsync(context, cancellationToken);
    }
}
