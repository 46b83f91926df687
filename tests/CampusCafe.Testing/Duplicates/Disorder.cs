using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Duplicates;

/// <summary>What the outboxes of one shop do to its messages.</summary>
/// <param name="seed">Of the shuffles.</param>
internal sealed class Disorder(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly ConcurrentDictionary<(string Consumer, Guid MessageId), int> deliveries = [];
    private Guid? withheld;

    /// <summary>How often each message is delivered to each consumer, in all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The inbox forgets what it has handled before it comes again, as it does after its retention.</summary>
    public bool ForgetsInbox { get; init; }

    /// <summary>The wire name of the message whose first instance is kept back until <see cref="Release"/>; null for none.</summary>
    public string? KeepsBack { get; set; }

    /// <summary>It has been written, and is being kept back.</summary>
    public bool HasKeptBack => withheld is not null;

    /// <summary>Deliveries beyond the first of each message.</summary>
    public int Repeated => deliveries.Values.Sum(count => count - 1);

    public void Install(WebApplicationBuilder builder)
    {
        foreach (var source in builder.Services.Where(service => service.ServiceType == typeof(IOutboxSource)).ToList())
        {
            builder.Services.Remove(source);
            builder.Services.AddSingleton<IOutboxSource>(provider => new DisorderlySource(
                (IOutboxSource)source.ImplementationFactory!(provider),
                this,
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetServices<ModuleDatabase>()));
        }
    }

    public void Release() => KeepsBack = null;

    public bool Withholds(PendingMessage message)
    {
        if (KeepsBack is not { } type || message.Type != type)
        {
            return false;
        }

        withheld ??= message.MessageId;
        return withheld == message.MessageId;
    }

    /// <summary>Counts a delivery that is done.</summary>
    /// <returns>Whether it is to come again.</returns>
    public bool Repeats(string consumer, Guid messageId) =>
        deliveries.AddOrUpdate((consumer, messageId), 1, (_, count) => count + 1) < Times;

    /// <summary>Orders in any sequence, each order's messages in theirs.</summary>
    public IReadOnlyList<PendingMessage> Shuffle(IEnumerable<PendingMessage> messages)
    {
        lock (gate)
        {
            var keys = messages.GroupBy(message => message.Key).ToArray();
            random.Shuffle(keys);
            return [.. keys.SelectMany(key => key)];
        }
    }
}
