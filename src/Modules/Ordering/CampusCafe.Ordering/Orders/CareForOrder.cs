using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Orders;

/// <summary><c>GET /operations/orders/{orderId}</c>: why an order calls for a person, and what can be done about it.</summary>
internal static class CareForOrder
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/orders/{orderId}", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("An order with its reasons for attention and what can be done about them (viewers)")
        .Produces<OrderCare>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string orderId, OrderingDbContext context, IMediator mediator, CancellationToken cancellationToken) =>
        Guid.TryParse(orderId, out var id)
        && await context.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == new OrderId(id), cancellationToken) is { } order
            ? TypedResults.Ok(await OrderCare.OfAsync(order, mediator, cancellationToken))
            : Problems.NotFound("order", orderId);
}
