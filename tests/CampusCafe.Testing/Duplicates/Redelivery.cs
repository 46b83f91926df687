using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Duplicates;

/// <summary>Everything that was ever said is delivered once more, long after: no inbox remembers it.</summary>
internal static class Redelivery
{
    /// <summary>Empties the inboxes, and puts a delivery of every logged message to every consumer of it behind one another.</summary>
    /// <param name="shop">At rest.</param>
    /// <param name="random">Null keeps each outbox's sequence; otherwise they come in any.</param>
    /// <returns>How many deliveries.</returns>
    public static async Task<int> RedeliverAllAsync(this Shop shop, Random? random)
    {
        await using var scope = shop.Scope();
        var catalog = scope.ServiceProvider.GetRequiredService<MessageCatalog>();
        var consumers = scope.ServiceProvider.GetServices<ConsumerDefinition>().ToList();
        var modules = scope.ServiceProvider.GetServices<ModuleDatabase>().Select(module => module.Resolve(scope.ServiceProvider)).ToList();
        foreach (var module in modules)
        {
            await using var transaction = await module.Database.BeginTransactionAsync();
            await module.Set<InboxMessage>().ExecuteDeleteAsync();
            await transaction.CommitAsync();
        }

        var count = 0;
        foreach (var module in modules)
        {
            var log = (await module.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Sequence).ToListAsync())
                .SelectMany(
                    message => consumers.Where(consumer => consumer.Subscriptions.ContainsKey(catalog.TypeOf(message.Type))),
                    (message, consumer) => new OutboxDelivery { Consumer = consumer.Name, MessageId = message.Id, Key = message.AggregateId })
                .ToArray();
            random?.Shuffle(log);
            module.AddRange(log);
            await module.SaveChangesAsync();
            count += log.Length;
        }

        return count;
    }
}
