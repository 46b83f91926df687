using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Timelines;

/// <summary><c>GET /orders/{orderId}/timeline</c>: every message and every outgoing call of an order, in order.</summary>
internal static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/orders/{orderId}/timeline", HandleAsync)
        .WithTags("Operations")
        .WithSummary("Every message and outgoing call of an order, in order")
        .Produces<IReadOnlyList<TimelineEntry>>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string orderId, IMediator mediator, Timeline timeline, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(orderId, out var id)
            || await mediator.AskAsync<GetOrderSummary, OrderSummary?>(new(new OrderId(id)), cancellationToken) is not { } summary)
        {
            return Problems.NotFound("order", orderId);
        }

        return TypedResults.Ok(await timeline.ReadAsync(new OrderId(id), summary.CorrelationId, cancellationToken));
    }
}
