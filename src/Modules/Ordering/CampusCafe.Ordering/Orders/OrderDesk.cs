using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering.Orders;

/// <summary>What people want of an order, decided on its row: looked at and decided again when a message was quicker.</summary>
internal sealed class OrderDesk(IServiceScopeFactory scopes, IOptions<OrderingOptions> options, TimeProvider time)
{
    /// <returns>The order as it is then; null when there is no such order.</returns>
    public Task<Order?> CancelAsync(OrderId orderId, CancellationToken cancellationToken) =>
        DecideAsync(orderId, order => Tell(order, SagaInput.CancelRequested), cancellationToken);

    /// <inheritdoc cref="CancelAsync"/>
    public Task<Order?> ResumeAsync(OrderId orderId, CancellationToken cancellationToken) => DecideAsync(orderId, order => order.Resume(), cancellationToken);

    public void Tell(Order order, SagaInput input) => order.When(input, failure: null, options.Value.Deadline, time.GetUtcNow());

    /// <inheritdoc cref="CancelAsync"/>
    public Task<Order?> DecideAsync(OrderId orderId, Action<Order> decide, CancellationToken cancellationToken) =>
        scopes.InTransactionAsync<OrderingDbContext, Order?>(
            async (_, context) =>
            {
                var order = await context.Orders.FindAsync([orderId], cancellationToken);
                if (order is not null)
                {
                    decide(order);
                }

                return order;
            },
            cancellationToken);
}
