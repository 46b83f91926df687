using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

internal static class InboxExtensions
{
    /// <summary>Ends redriven letters that have been handled as the deliveries they once were: nothing else would.</summary>
    public static async Task SettleHandledAsync(
        this ModuleDbContext context, string consumer, IEnumerable<PendingMessage> dealtWith, CancellationToken cancellationToken)
    {
        foreach (var message in dealtWith.Where(message => message.Source is null))
        {
            var inbox = await context.FindAsync<InboxMessage>([message.MessageId, consumer], cancellationToken);
            var letter = await context.FindAsync<DeadLetter>([message.MessageId, consumer], cancellationToken);
            if (inbox is { Outcome: InboxOutcome.Handled } && letter is { Status: DeadLetterStatus.Redriving })
            {
                context.Scope.GetRequiredService<CurrentMessage>().Set(message.CorrelationId, message.MessageId, message.TraceParent);
                letter.Settle();
                await context.SaveChangesAsync(cancellationToken);
                context.Remove(letter);
                await context.SaveChangesAsync(cancellationToken);
            }
        }
    }

    /// <summary>Ids of those that the consumer has handled or given up.</summary>
    public static Task<HashSet<Guid>> DealtWithAsync(
        this ModuleDbContext context, string consumer, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. messages.Select(message => message.MessageId)];
        return context.Set<InboxMessage>()
            .Where(inbox => inbox.Consumer == consumer && ids.Contains(inbox.MessageId))
            .Select(inbox => inbox.MessageId)
            .ToHashSetAsync(cancellationToken);
    }
}
