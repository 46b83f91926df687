using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Gives messages up: inbox rows, dead letters and the calls for attention, in one transaction of the consumer.</summary>
internal sealed class Burial<TContext>(string consumer, UnitOfWorkInterceptor unitOfWork, IServiceScopeFactory scopes, TimeProvider time)
    where TContext : ModuleDbContext
{
    /// <param name="dead">Each with its attempts and what the last of them came to. One that another host has dealt with meanwhile is left as it is.</param>
    /// <param name="cancellationToken">Before the commit.</param>
    public async Task BuryAsync(IReadOnlyCollection<(PendingMessage Message, int Attempts, string Error)> dead, CancellationToken cancellationToken)
    {
        if (dead.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var current = scope.ServiceProvider.GetRequiredService<CurrentMessage>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var dealtWith = await context.DealtWithAsync(consumer, dead.Select(one => one.Message), cancellationToken);
        await context.SettleHandledAsync(consumer, dead.Select(one => one.Message).Where(message => dealtWith.Contains(message.MessageId)), cancellationToken);
        var letters = await LettersAsync(context, dead.Select(one => one.Message), cancellationToken);
        foreach (var (message, attempts, error) in dead.Where(one => !dealtWith.Contains(one.Message.MessageId)))
        {
            current.Set(message.CorrelationId, message.MessageId, message.TraceParent);
            var letter = letters.GetValueOrDefault(message.MessageId) ?? context.Add(LetterOf(message)).Entity;
            letter.Bury(attempts, message.ErrorsWith(error), time.GetUtcNow());
            context.Add(new InboxMessage
            {
                MessageId = message.MessageId,
                Consumer = consumer,
                HandledAt = time.GetUtcNow(),
                Attempts = attempts,
                Outcome = InboxOutcome.Dead,
            });
            await unitOfWork.CollectAsync(context, cancellationToken); // What it says was caused by this message.
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task<Dictionary<Guid, DeadLetter>> LettersAsync(TContext context, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. messages.Select(message => message.MessageId)];
        return context.Set<DeadLetter>().Where(letter => letter.Consumer == consumer && ids.Contains(letter.MessageId))
            .ToDictionaryAsync(letter => letter.MessageId, cancellationToken);
    }

    private DeadLetter LetterOf(PendingMessage message) => new()
    {
        MessageId = message.MessageId,
        Consumer = consumer,
        Key = message.Key,
        Type = message.Type,
        Payload = message.Payload,
        CorrelationId = message.CorrelationId,
        CausationId = message.CausationId,
        TraceParent = message.TraceParent,
        OccurredAt = message.OccurredAt,
        DiedAt = time.GetUtcNow(),
    };
}
