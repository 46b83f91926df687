using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

/// <summary><c>GET /orders/{orderId}</c>.</summary>
internal static class GetOrder
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/orders/{orderId}", HandleAsync)
        .WithTags("Ordering")
        .WithSummary("An order, and where its payment, stock and shipment stand")
        .Produces<OrderView>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string orderId, OrderingDbContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(orderId, out var id)
            || await context.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == new OrderId(id), cancellationToken) is not { } order)
        {
            return Problems.NotFound("order", orderId);
        }

        return TypedResults.Ok(await OrderView.OfAsync(order, mediator, cancellationToken));
    }
}
