using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Messaging;

internal static class InboxReads
{
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
