using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Inventory.Stock;
using CampusCafe.Ordering.Orders;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing;

/// <summary>Everything the shop has written down, read module by module straight from the tables.</summary>
internal sealed record Books(
    IReadOnlyList<Order> Orders,
    IReadOnlyDictionary<OrderId, Hold> Holds,
    IReadOnlyList<StockItem> Stock,
    IReadOnlyList<StockMovement> Movements,
    IReadOnlyList<Books.Logged> Log,
    IReadOnlyDictionary<(Guid MessageId, string Consumer), DateTimeOffset> Inbox,
    Books.OpenWork Open)
{
    public static async Task<Books> ReadAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var ordering = scope.ServiceProvider.GetRequiredService<OrderingDbContext>();
        var inventory = scope.ServiceProvider.GetRequiredService<InventoryDbContext>();
        var consumers = ConsumersByWireName(scope.ServiceProvider);
        List<Logged> log = [];
        Dictionary<(Guid, string), DateTimeOffset> inbox = [];
        foreach (var module in Modules(scope))
        {
            var messages = await module.Set<OutboxMessage>().OrderBy(m => m.Sequence).Select(m => new { m.Id, m.Type, m.AggregateId, m.CausationId }).ToListAsync();
            log.AddRange(messages.Select(m => new Logged(module.Schema, m.Id, m.Type, m.AggregateId, m.CausationId, [.. consumers[m.Type]])));
            foreach (var handled in await module.Set<InboxMessage>().AsNoTracking().ToListAsync())
            {
                inbox.Add((handled.MessageId, handled.Consumer), handled.HandledAt);
            }
        }

        return new Books(
            await ordering.Orders.AsNoTracking().ToListAsync(),
            await inventory.Holds.AsNoTracking().ToDictionaryAsync(hold => hold.OrderId),
            await inventory.Stock.AsNoTracking().ToListAsync(),
            await inventory.Movements.AsNoTracking().OrderBy(movement => movement.Sequence).ToListAsync(),
            log,
            inbox,
            await OpenWorkAsync(scope));
    }

    /// <summary>What is still to be done: nothing, once everything has settled.</summary>
    public static async Task<OpenWork> OpenWorkAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await OpenWorkAsync(scope);
    }

    private static async Task<OpenWork> OpenWorkAsync(AsyncServiceScope scope)
    {
        List<string> items = [];
        foreach (var module in Modules(scope))
        {
            items.AddRange(await module.Set<OutboxDelivery>().Select(d => $"delivery of {d.MessageId} to {d.Consumer}").ToListAsync());
            items.AddRange(await module.Set<OutboxStall>().Select(s => $"stall of {s.Key} at {s.Consumer}: {s.LastError}").ToListAsync());
            items.AddRange(await module.Set<DeadLetter>().Where(l => l.Status != DeadLetterStatus.Discarded).Select(l => $"dead letter {l.Type} of {l.Consumer}").ToListAsync());
            if (module.Has<OutgoingCall>())
            {
                items.AddRange(await module.Set<OutgoingCall>().Where(call => call.State != CallState.Settled)
                    .Select(call => $"{call.Operation} for order {call.OrderId}, {call.LastOutcome} after {call.Attempts} attempts").ToListAsync());
            }
        }

        var ordering = scope.ServiceProvider.GetRequiredService<OrderingDbContext>();
        items.AddRange(await ordering.Orders
            .Where(o => o.Saga.State != SagaState.Completed && o.Saga.State != SagaState.Rejected && o.Saga.State != SagaState.Cancelled)
            .Select(o => $"order {o.Id} is {o.Saga.State}").ToListAsync());
        return new OpenWork(items);
    }

    private static ILookup<string, string> ConsumersByWireName(IServiceProvider services)
    {
        var catalog = services.GetRequiredService<MessageCatalog>();
        return services.GetServices<ConsumerDefinition>()
            .SelectMany(consumer => consumer.Subscriptions.Keys, (consumer, type) => (WireName: catalog.WireNameOf(type), consumer.Name))
            .ToLookup(pair => pair.WireName, pair => pair.Name);
    }

    private static IEnumerable<ModuleDbContext> Modules(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetServices<ModuleDatabase>().Select(module => module.Resolve(scope.ServiceProvider));

    /// <param name="Module">Who said it.</param>
    /// <param name="Id">The message.</param>
    /// <param name="Type">Its wire name.</param>
    /// <param name="Key">Whom it is about.</param>
    /// <param name="CausationId">The message that made the module say it.</param>
    /// <param name="Consumers">Who has to have handled it.</param>
    internal sealed record Logged(string Module, Guid Id, string Type, string Key, Guid? CausationId, IReadOnlyList<string> Consumers);

    /// <param name="Items">Deliveries, stalls, dead letters, calls without certain outcome, orders without end.</param>
    internal sealed record OpenWork(IReadOnlyList<string> Items)
    {
        public bool IsNone => Items.Count == 0;

        public override string ToString() => string.Join("; ", Items);
    }
}
