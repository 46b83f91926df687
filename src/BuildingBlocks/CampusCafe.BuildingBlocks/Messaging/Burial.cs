using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Gives messages up: inbox rows, dead letters and the calls for attention, in the caller's transaction.</summary>
internal sealed class Burial(string consumer, UnitOfWorkInterceptor unitOfWork, TimeProvider time)
{
    /// <param name="context">The consumer's, with nothing unsaved.</param>
    /// <param name="dead">Each with its attempts and what the last of them came to. None is in the inbox.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task BuryAsync(
        ModuleDbContext context, IReadOnlyCollection<(PendingMessage Message, int Attempts, string Error)> dead, CancellationToken cancellationToken)
    {
        if (dead.Count == 0)
        {
            return;
        }

        var current = context.Scope.GetRequiredService<CurrentMessage>();
        var letters = await LettersAsync(context, dead.Select(one => one.Message), cancellationToken);
        foreach (var (message, attempts, error) in dead)
        {
            current.Set(message.CorrelationId, message.MessageId, message.TraceParent);
            var letter = letters.GetValueOrDefault(message.MessageId) ?? context.Add(LetterOf(message)).Entity;
            letter.Bury(attempts, message.ErrorsWith(error), time.GetUtcNow());
            context.Add(InboxMessage.Of(message, consumer, attempts, InboxOutcome.Dead, time.GetUtcNow()));
            await unitOfWork.CollectAsync(context, cancellationToken); // What it says was caused by this message.
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private Task<Dictionary<Guid, DeadLetter>> LettersAsync(
        ModuleDbContext context, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
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
