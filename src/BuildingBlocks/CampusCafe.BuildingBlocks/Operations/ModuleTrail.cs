using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Operations;

/// <inheritdoc cref="IModuleTrail"/>
internal sealed class ModuleTrail<TContext>(string module, IServiceScopeFactory scopes) : IModuleTrail
    where TContext : ModuleDbContext
{
    /// <summary>1000: an order has some twenty messages; a runaway must not fill the memory of whoever looks at it.</summary>
    private const int MaxRows = 1000;

    public string Module => module;

    public Task<IReadOnlyList<TrailMessage>> MessagesAsync(string key, CancellationToken cancellationToken) =>
        ReadAsync(
            context => context.Set<OutboxMessage>()
                .Where(m => m.AggregateId == key)
                .OrderBy(m => m.Sequence)
                .Select(m => new TrailMessage(module, m.Sequence, m.Id, m.Type, m.CorrelationId, m.CausationId, m.OccurredAt)),
            cancellationToken);

    /// <remarks>Not by time in the database: that has an index, too, and for a number of ids that it doesn't know PostgreSQL reads all of it instead of looking them up.</remarks>
    public async Task<IReadOnlyList<TrailDelivery>> DeliveriesAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        var deliveries = await ReadAsync(
            context => context.Set<InboxMessage>()
                .Where(m => messageIds.Contains(m.MessageId))
                .OrderBy(m => m.MessageId)
                .Select(m => new TrailDelivery(m.MessageId, m.Consumer, m.HandledAt, m.Attempts, m.Outcome.ToString())),
            cancellationToken);
        return [.. deliveries.OrderBy(delivery => delivery.DeliveredAt)];
    }

    public Task<IReadOnlyList<TrailCall>> CallsAsync(string key, CancellationToken cancellationToken) =>
        ReadAsync(
            context => Guid.TryParse(key, out var id) && context.Has<OutgoingCall>() ? CallsOf(context, new OrderId(id)) : null,
            cancellationToken);

    private IQueryable<TrailCall> CallsOf(TContext context, OrderId orderId) =>
        from attempt in context.Set<CallTry>()
        where attempt.OrderId == orderId
        join call in context.Set<OutgoingCall>()
            on new { attempt.SubjectId, attempt.Operation } equals new { call.SubjectId, call.Operation }
        orderby attempt.Sequence
        select new TrailCall(
            module,
            attempt.SubjectId,
            attempt.Operation,
            attempt.Number,
            attempt.Outcome.ToString(),
            attempt.Detail,
            attempt.IdempotencyKey,
            call.CausationId,
            attempt.StartedAt,
            attempt.EndedAt);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Func<TContext, IQueryable<T>?> query, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = query(scope.ServiceProvider.GetRequiredService<TContext>());
        return rows is null ? [] : await rows.Take(MaxRows).ToListAsync(cancellationToken);
    }
}
