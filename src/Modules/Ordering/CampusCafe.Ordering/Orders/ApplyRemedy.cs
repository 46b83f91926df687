using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Ordering.Persistence;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// <c>POST /operations/orders/{orderId}/remedies</c>: an operator decides about the money of goods that left by
/// themselves or were lost.
/// </summary>
internal static class ApplyRemedy
{
    public const string Charge = "charge";
    public const string Refund = "refund";

    /// <param name="Remedy"><c>charge</c>: take the money for the goods that left; <c>refund</c>: give it back, and write the goods off.</param>
    public sealed record Command(string? Remedy) : IRecordedCommand
    {
        string? IRecordedCommand.ActionNote => Remedy;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Remedy)
            .Must(remedy => remedy is Charge or Refund)
            .WithMessage($"A remedy is {Charge} or {Refund}.");
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/orders/{orderId}/remedies", HandleAsync)
        .RequireOperator("order.remedy")
        .WithTags("Operations")
        .WithSummary("Charge or refund an order whose goods left by themselves or were lost (operators; needs an Idempotency-Key)")
        .Produces<OrderCare>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        string orderId,
        Command command,
        HttpContext http,
        IValidator<Command> validator,
        OrderingDbContext context,
        Idempotency idempotency,
        IMediator mediator,
        IOptions<OrderingOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        var outcome = await idempotency.ExecuteAsync(http, context, command, Apply, cancellationToken);
        return outcome.Result;

        async Task<Result<Answer>> Apply(CancellationToken token)
        {
            if (!Guid.TryParse(orderId, out var id) || await context.Orders.FindAsync([new OrderId(id)], token) is not { } order)
            {
                return Result<Answer>.Refuse(Problems.NotFound("order", orderId));
            }

            var charge = command.Remedy == Charge;
            if (Refusal(order.Saga, charge) is { } refusal)
            {
                return Result<Answer>.Refuse(refusal);
            }

            order.When(charge ? SagaInput.Charge : SagaInput.Refund, failure: null, options.Value.Deadline, time.GetUtcNow());
            return new Answer(
                StatusCodes.Status202Accepted, await OrderCare.OfAsync(order, mediator, token), $"/operations/orders/{order.Id}");
        }
    }

    /// <summary>Why the remedy isn't possible now; null when it is.</summary>
    public static ProblemHttpResult? Refusal(Saga saga, bool charge) => (charge ? saga.CanBeCharged : saga.CanBeRefunded)
        ? null
        : Problems.Of(
            StatusCodes.Status409Conflict,
            "remedy-not-possible",
            charge ? "The order can't be charged" : "The order can't be refunded",
            "Remedies are for goods that left by themselves or were lost; GET /operations/orders/{orderId} lists those possible now.");
}
