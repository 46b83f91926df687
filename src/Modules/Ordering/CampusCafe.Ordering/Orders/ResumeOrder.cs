using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// <c>POST /operations/orders/{orderId}/resume</c>: sends anew the commands whose replies the order still awaits. The
/// modules answer a repeated command by trying again at once or by repeating their reply, so it needs no key.
/// </summary>
internal static class ResumeOrder
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/orders/{orderId}/resume", HandleAsync)
        .RequireOperator("order.resume")
        .WithTags("Operations")
        .WithSummary("Try again now what an order is waiting for (operators)")
        .Produces<OrderCare>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        string orderId, IServiceScopeFactory scopes, IMediator mediator, CancellationToken cancellationToken)
    {
        var order = Guid.TryParse(orderId, out var id)
            ? await scopes.InTransactionAsync<OrderingDbContext, Order?>((_, context) => ResumeAsync(context, new OrderId(id)), cancellationToken)
            : null;
        if (order is null)
        {
            return Problems.NotFound("order", orderId);
        }

        return order.Saga.Awaited.Count > 0
            ? TypedResults.Accepted($"/operations/orders/{order.Id}", await OrderCare.OfAsync(order, mediator, cancellationToken))
            : Problems.Of(StatusCodes.Status409Conflict, "nothing-awaited", "There is nothing to resume", WhyNot(order.Saga));

        async Task<Order?> ResumeAsync(OrderingDbContext context, OrderId requested)
        {
            var found = await context.Orders.FindAsync([requested], cancellationToken);
            found?.Resume();
            return found;
        }
    }

    private static string WhyNot(Saga saga) => saga.AwaitsRemedy
        ? "The goods left by themselves: the order waits for a remedy, charge or refund."
        : "The order waits for no reply.";
}
