using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Operations;

/// <inheritdoc cref="IModuleMessages"/>
internal sealed class ModuleMessages<TContext>(string module, IServiceScopeFactory scopes) : IModuleMessages
    where TContext : ModuleDbContext
{
    /// <summary>5,000: no index finds types and texts, so a search for them looks through so many at once, and the next part goes on behind them.</summary>
    private const int LookedThroughAtOnce = 5_000;

    public string Module => module;

    public Task<Part<PendingRow>> PendingAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(async context =>
        {
            var stalls = context.Set<OutboxStall>();
            var deliveries = Of(context.Set<OutboxDelivery>().AsNoTracking(), search).Where(delivery => delivery.Sequence > after).OrderBy(delivery => delivery.Sequence);
            // Its end first: what comes and goes meanwhile moves nothing past the look.
            var end = await EndOfLookAsync(search, deliveries.Select(delivery => delivery.Sequence), cancellationToken);
            var rows = await (
                from delivery in deliveries
                where end == null || delivery.Sequence <= end
                join message in context.Set<OutboxMessage>() on delivery.MessageId equals message.Id
                where (search.Type == null || message.Type == search.Type)
                    && (search.Text == null || message.Payload.Contains(search.Text) || message.Payload.Contains(search.EscapedText))
                orderby delivery.Sequence
                select new PendingRow(
                    new LoggedMessage(module, message.Sequence, message.Id, message.Type, message.AggregateId, message.OccurredAt),
                    delivery.Consumer,
                    delivery.Sequence,
                    stalls.Any(stall => stall.Consumer == delivery.Consumer && stall.Key == delivery.Key)))
                .Take(limit)
                .ToListAsync(cancellationToken);
            return rows.Count == limit
                ? new Part<PendingRow>(rows, rows[^1].Sequence)
                : new(rows, end);
        });

    public Task<Part<StalledRow>> StalledAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(async context =>
        {
            var rows = await (
                from stall in Of(context.Set<OutboxStall>().AsNoTracking(), search)
                where stall.DeliverySequence > after
                join logged in context.Set<OutboxMessage>() on stall.MessageId equals logged.Id into found
                from message in found.DefaultIfEmpty()
                where (search.Type == null || message!.Type == search.Type)
                    && (search.Text == null || message!.Payload.Contains(search.Text) || message.Payload.Contains(search.EscapedText))
                orderby stall.DeliverySequence
                select new { Stall = stall, Message = message })
                .Take(limit)
                .ToListAsync(cancellationToken);
            return new Part<StalledRow>(
                [.. rows.Select(row => Row(row.Stall, row.Message))], rows.Count == limit ? rows[^1].Stall.DeliverySequence : null);
        });

    public Task<IReadOnlyDictionary<string, int>> CountStalledAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<string, int>>(async context => await context.Set<OutboxStall>().AsNoTracking()
            .GroupBy(stall => stall.Consumer)
            .Select(stalls => new { stalls.Key, Count = stalls.Count() })
            .ToDictionaryAsync(stalls => stalls.Key, stalls => stalls.Count, cancellationToken));

    public Task<Part<LoggedMessage>> LogAsync(MessageSearch search, long? before, int limit, CancellationToken cancellationToken) =>
        ReadAsync(async context =>
        {
            var log = context.Set<OutboxMessage>().AsNoTracking();
            var messages = (before is { } sequence ? log.Where(message => message.Sequence < sequence) : log)
                .Where(message => search.Key == null || message.AggregateId == search.Key)
                .OrderByDescending(message => message.Sequence);
            var end = search.LooksThrough
                ? await messages.Skip(LookedThroughAtOnce - 1).Select(message => new { message.Sequence, message.OccurredAt }).FirstOrDefaultAsync(cancellationToken)
                : null;
            var last = end?.Sequence;
            var rows = await messages
                .Where(message => last == null || message.Sequence >= last)
                .Where(message => (search.Type == null || message.Type == search.Type)
                    && (search.Text == null || message.Payload.Contains(search.Text) || message.Payload.Contains(search.EscapedText)))
                .OrderByDescending(message => message.Sequence)
                .Take(limit)
                .Select(message => new LoggedMessage(module, message.Sequence, message.Id, message.Type, message.AggregateId, message.OccurredAt))
                .ToListAsync(cancellationToken);
            return rows.Count == limit
                ? new Part<LoggedMessage>(rows, rows[^1].Sequence)
                : new(rows, last, end?.OccurredAt);
        });

    public Task<long> NewestAsync(CancellationToken cancellationToken) =>
        ReadAsync(async context => await context.Set<OutboxMessage>().AsNoTracking().MaxAsync(message => (long?)message.Sequence, cancellationToken) ?? 0);

    public Task<OutboxMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken) =>
        ReadAsync(context => context.Set<OutboxMessage>().AsNoTracking().FirstOrDefaultAsync(message => message.Id == messageId, cancellationToken));

    private static IQueryable<OutboxDelivery> Of(IQueryable<OutboxDelivery> deliveries, MessageSearch search) => deliveries
        .Where(delivery => (search.Consumer == null || delivery.Consumer == search.Consumer) && (search.Key == null || delivery.Key == search.Key));

    private static IQueryable<OutboxStall> Of(IQueryable<OutboxStall> stalls, MessageSearch search) => stalls
        .Where(stall => (search.Consumer == null || stall.Consumer == search.Consumer) && (search.Key == null || stall.Key == search.Key));

    /// <summary>Null when all there was has been looked through.</summary>
    private static async Task<long?> EndOfLookAsync(MessageSearch search, IQueryable<long> looked, CancellationToken cancellationToken) => search.LooksThrough
        ? await looked.Skip(LookedThroughAtOnce - 1).Select(sequence => (long?)sequence).FirstOrDefaultAsync(cancellationToken)
        : null;

    private StalledRow Row(OutboxStall stall, OutboxMessage? message) => new(
        message is null ? null : new(module, message.Sequence, message.Id, message.Type, message.AggregateId, message.OccurredAt),
        module,
        stall.Consumer,
        stall.Key,
        stall.DeliverySequence,
        stall.Attempts,
        stall.NextAttemptAt,
        stall.Errors.Count > 0 ? stall.Errors : [stall.LastError]);

    private async Task<T> ReadAsync<T>(Func<TContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}
