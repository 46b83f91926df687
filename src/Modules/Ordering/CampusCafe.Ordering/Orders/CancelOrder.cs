using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// <c>POST /orders/{orderId}/cancel</c>: decided on the order's row. Before the dispatch is written it is accepted,
/// after it refused. Repeating it is harmless, so it needs no key.
/// </summary>
internal static class CancelOrder
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders/{orderId}/cancel", HandleAsync)
        .WithTags("Ordering")
        .WithSummary("Cancel an order: money and stock go back, unless the goods are leaving")
        .Produces<OrderView>(StatusCodes.Status202Accepted)
        .Produces<OrderView>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        string orderId,
        IServiceScopeFactory scopes,
        IMediator mediator,
        IOptions<OrderingOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var order = Guid.TryParse(orderId, out var id)
            ? await scopes.InTransactionAsync<OrderingDbContext, Order?>((_, context) => RequestAsync(context, new OrderId(id)), cancellationToken)
            : null;
        if (order is null)
        {
            return Problems.NotFound("order", orderId);
        }

        return order.Saga.State switch
        {
            SagaState.Undoing => TypedResults.Accepted($"/orders/{order.Id}", await OrderView.OfAsync(order, mediator, cancellationToken)),
            SagaState.Cancelled => TypedResults.Ok(await OrderView.OfAsync(order, mediator, cancellationToken)),
            SagaState.Rejected => Refuse("order-rejected", "The order was rejected: there is nothing to cancel."),
            _ => Refuse("goods-leaving", "The goods are leaving or have left: the order can't be cancelled any more."),
        };

        async Task<Order?> RequestAsync(OrderingDbContext context, OrderId requested)
        {
            var found = await context.Orders.FindAsync([requested], cancellationToken);
            found?.When(SagaInput.CancelRequested, failure: null, options.Value.Deadline, time.GetUtcNow());
            return found;
        }
    }

    private static IResult Refuse(string kind, string detail) =>
        Problems.Of(StatusCodes.Status409Conflict, kind, "The order can't be cancelled", detail);
}
