using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace CampusCafe.Ordering.Orders;

/// <summary>Tells orders that their time is up: the saga undoes them, or asks for a person.</summary>
internal sealed class PassDeadlines(
    IServiceScopeFactory scopes,
    OrderingDbContext reader,
    IOptions<OrderingOptions> options,
    TimeProvider time,
    ILogger<PassDeadlines> logger) : IJob
{
    /// <summary>A tenth: an order is told that much too late at worst.</summary>
    private const int LooksPerDeadline = 10;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>100 orders a run: what is left waits for the next.</summary>
    private const int MaxPerRun = 100;

    /// <summary>How often to look.</summary>
    public static TimeSpan IntervalFor(TimeSpan deadline) =>
        TimeSpan.FromTicks(Math.Clamp(deadline.Ticks / LooksPerDeadline, Shortest.Ticks, Longest.Ticks));

    public async ValueTask Execute(IJobExecutionContext execution, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var latest = now + options.Value.Deadline;
        var due = await reader.Orders
            .Where(order => order.DeadlineAt <= now || order.DeadlineAt > latest)
            .OrderBy(order => order.DeadlineAt)
            .Select(order => order.Id)
            .Take(MaxPerRun)
            .ToListAsync(cancellationToken);

        await scopes.EachInTransactionAsync<OrderingDbContext, OrderId>(due, PassAsync, logger, cancellationToken);

        async Task PassAsync(IServiceProvider services, OrderingDbContext context, OrderId orderId)
        {
            var order = await context.Orders.FindAsync([orderId], cancellationToken);
            if (order?.DeadlineAt <= time.GetUtcNow())
            {
                order.When(SagaInput.DeadlinePassed, failure: null, options.Value.Deadline, time.GetUtcNow());
            }

            order?.KeepDeadlineBefore(time.GetUtcNow() + options.Value.Deadline);
        }
    }
}
