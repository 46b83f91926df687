using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

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

    private static async Task<IResult> HandleAsync(string orderId, HttpContext http, OrderDesk desk, IMediator mediator, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(orderId, out var id) || await desk.ResumeAsync(new OrderId(id), cancellationToken) is not { } order)
        {
            return Problems.NotFound("order", orderId);
        }

        return Refusal(order.Saga) as IResult
            ?? TypedResults.Accepted($"{http.Request.PathBase}/operations/orders/{order.Id}", await OrderCare.OfAsync(order, mediator, cancellationToken));
    }

    /// <summary>Why there was nothing to send; null when there was.</summary>
    public static ProblemHttpResult? Refusal(Saga saga) => saga.Awaited.Count > 0
        ? null
        : Problems.Of(StatusCodes.Status409Conflict, "nothing-awaited", "There is nothing to resume", WhyNot(saga));

    private static string WhyNot(Saga saga) => saga.AwaitsRemedy
        ? "The goods left by themselves: the order waits for a remedy, charge or refund."
        : "The order waits for no reply.";
}
