using System.Collections.Concurrent;
using System.Linq.Expressions;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

internal sealed class AnswerOrderFigures(OrderingDbContext context, ClosedMinutes closed, TimeProvider time) : QueryHandler<GetOrderFigures, OrderFigures>
{
    /// <summary>500: enough for a 95th percentile, few enough to read at each look.</summary>
    private const int Sample = 500;

    private const int Minutes = 60;

    protected override async Task<OrderFigures> AnswerAsync(GetOrderFigures query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var current = Figures.MinuteOf(now);
        List<OrderMinute> minutes = [];
        for (var at = current.AddMinutes(1 - Minutes); at <= current; at = at.AddMinutes(1))
        {
            minutes.Add(await MinuteAsync(at, now, cancellationToken));
        }

        var durations = await DurationsAsync(minutes[0].At, cancellationToken);
        return new(minutes, Figures.Percentile(durations, 0.5), Figures.Percentile(durations, 0.95), await NeedAttentionAsync(cancellationToken));
    }

    private async Task<OrderMinute> MinuteAsync(DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (closed.Find(at) is { } known)
        {
            return known;
        }

        var end = at.AddMinutes(1);
        var minute = new OrderMinute(
            at,
            await CountAsync(order => order.PlacedAt >= at && order.PlacedAt < end, cancellationToken),
            await CountAsync(order => order.ShippedAt >= at && order.ShippedAt < end, cancellationToken));
        closed.Keep(minute, now);
        return minute;
    }

    private Task<int> CountAsync(Expression<Func<Order, bool>> which, CancellationToken cancellationToken) =>
        context.Orders.AsNoTracking().CountAsync(which, cancellationToken);

    private async Task<IReadOnlyList<TimeSpan>> DurationsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var last = await context.Orders.AsNoTracking()
            .Where(order => order.ShippedAt >= since)
            .OrderByDescending(order => order.ShippedAt)
            .Take(Sample)
            .Select(order => new { order.PlacedAt, order.ShippedAt })
            .ToListAsync(cancellationToken);
        return [.. last.Select(order => order.ShippedAt!.Value - order.PlacedAt).Order()];
    }

    private Task<int> NeedAttentionAsync(CancellationToken cancellationToken) =>
        context.Orders.AsNoTracking().CountAsync(order => order.NeedsAttention, cancellationToken);
}

/// <summary>What can't change any more needn't be counted again.</summary>
internal sealed class ClosedMinutes
{
    /// <summary>Two minutes after its end the last checkout of a minute has been committed, or given up.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<DateTimeOffset, OrderMinute> minutes = new();

    public OrderMinute? Find(DateTimeOffset at) => minutes.GetValueOrDefault(at);

    public void Keep(OrderMinute minute, DateTimeOffset now)
    {
        if (now - minute.At < TimeSpan.FromMinutes(1) + Settles)
        {
            return;
        }

        minutes[minute.At] = minute;
        foreach (var old in minutes.Keys.Where(at => now - at > Kept))
        {
            minutes.TryRemove(old, out _);
        }
    }
}
