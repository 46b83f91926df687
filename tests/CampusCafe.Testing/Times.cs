using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Shipping.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing;

/// <summary>When what happened, by the shop's own clock and tables.</summary>
/// <param name="Shipped">
/// By order: when Ordering handled <c>ShipmentDispatched</c>. The inbox row's time, which is taken before the commit that
/// makes the status <c>shipped</c>.
/// </param>
/// <param name="Steps">Every message that was handled, and every call that was answered.</param>
internal sealed record Times(IReadOnlyDictionary<string, DateTimeOffset> Shipped, IReadOnlyList<Times.Step> Steps)
{
    public static async Task<Times> ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var catalog = scope.ServiceProvider.GetRequiredService<MessageCatalog>();
        List<OutboxMessage> sent = [];
        List<InboxMessage> handled = [];
        List<Step> steps = [];
        foreach (var module in scope.ServiceProvider.GetServices<ModuleDatabase>().Select(module => module.Resolve(scope.ServiceProvider)))
        {
            sent.AddRange(await module.Set<OutboxMessage>().AsNoTracking().ToListAsync());
            handled.AddRange(await module.Set<InboxMessage>().AsNoTracking().ToListAsync());
            if (module.Has<OutgoingCall>())
            {
                var tries = await module.Set<CallTry>().AsNoTracking().ToListAsync();
                steps.AddRange(tries.Select(call => new Step($"call {call.Operation}", call.StartedAt, call.EndedAt)));
            }
        }

        var handledAt = handled.ToLookup(message => message.MessageId);
        steps.AddRange(sent.SelectMany(message => handledAt[message.Id], (message, at) => new Step(message.Type, message.OccurredAt, at.HandledAt)));
        var dispatched = catalog.WireNameOf(typeof(ShipmentDispatched));
        var shipped = sent.Where(message => message.Type == dispatched).SelectMany(
            message => handledAt[message.Id],
            (message, at) => (((IOrderMessage)catalog.Deserialize(message.Type, message.Payload)).OrderId, at.HandledAt));
        return new Times(shipped.ToDictionary(order => order.OrderId.ToString(), order => order.HandledAt), steps);
    }

    /// <param name="Name">The message's wire name, or <c>call</c> and the operation.</param>
    /// <param name="From">When it was sent.</param>
    /// <param name="To">When it was handled or answered.</param>
    internal sealed record Step(string Name, DateTimeOffset From, DateTimeOffset To)
    {
        public TimeSpan Took => To - From;
    }
}
