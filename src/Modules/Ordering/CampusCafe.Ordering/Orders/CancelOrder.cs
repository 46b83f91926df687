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
/// <c>POST /orders/{orderId}/cancel</c>: decided on the order's row. Before the dispatch is written it is accepted,
/// after it refused. Repeating it is harmless, so it needs no key. <c>POST /operations/orders/{orderId}/cancel</c> is the
/// same by an operator, whose name is kept.
/// </summary>
internal static class CancelOrder
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/orders/{orderId}/cancel", HandleAsync)
            .WithTags("Ordering")
            .WithSummary("Cancel an order: money and stock go back, unless the goods are leaving")
            .Produces<OrderView>(StatusCodes.Status202Accepted)
            .Produces<OrderView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost("/operations/orders/{orderId}/cancel", HandleOperatorAsync)
            .RequireOperator("order.cancel")
            .WithTags("Operations")
            .WithSummary("Cancel an order: money and stock go back, unless the goods are leaving (operators)")
            .Produces<OrderCare>(StatusCodes.Status202Accepted)
            .Produces<OrderCare>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Task<IResult> HandleAsync(string orderId, HttpContext http, OrderDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        AnswerAsync(orderId, desk, $"{http.Request.PathBase}/orders", order => OrderView.OfAsync(order, mediator, cancellationToken), cancellationToken);

    private static Task<IResult> HandleOperatorAsync(string orderId, HttpContext http, OrderDesk desk, IMediator mediator, CancellationToken cancellationToken) =>
        AnswerAsync(orderId, desk, $"{http.Request.PathBase}/operations/orders", order => OrderCare.OfAsync(order, mediator, cancellationToken), cancellationToken);

    private static async Task<IResult> AnswerAsync<TView>(string orderId, OrderDesk desk, string orders, Func<Order, Task<TView>> view, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(orderId, out var id) || await desk.CancelAsync(new OrderId(id), cancellationToken) is not { } order)
        {
            return Problems.NotFound("order", orderId);
        }

        return Refusal(order.Saga) as IResult ?? (order.Saga.State is SagaState.Undoing
            ? TypedResults.Accepted($"{orders}/{order.Id}", await view(order))
            : TypedResults.Ok(await view(order)));
    }

    /// <summary>Why it isn't being cancelled; null when it is, or was.</summary>
    public static ProblemHttpResult? Refusal(Saga saga) => saga.State switch
    {
        SagaState.Undoing or SagaState.Cancelled => null,
        SagaState.Rejected => Refuse("order-rejected", "The order was rejected: there is nothing to cancel."),
        _ => Refuse("goods-leaving", "The goods are leaving or have left: the order can't be cancelled any more."),
    };

    private static ProblemHttpResult Refuse(string kind, string detail) =>
        Problems.Of(StatusCodes.Status409Conflict, kind, "The order can't be cancelled", detail);
}
