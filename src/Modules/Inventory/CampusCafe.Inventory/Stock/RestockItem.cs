using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Inventory.Persistence;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Inventory.Stock;

/// <summary><c>POST /inventory/{itemId}/restock</c>: an operator puts more on the shelf.</summary>
internal static class RestockItem
{
    /// <summary>1,000,000: what one delivery may bring, and what a shelf may hold: sums stay far from overflowing.</summary>
    private const int MaxQuantity = 1_000_000;

    /// <param name="Quantity">How many are added.</param>
    public sealed record Command(int? Quantity) : IRecordedCommand
    {
        string? IRecordedCommand.ActionNote => $"{Quantity} more";
    }

    /// <param name="ItemId">The item.</param>
    /// <param name="OnHand">On the shelf now.</param>
    /// <param name="Available">On hand less held.</param>
    public sealed record Restocked(string ItemId, int OnHand, int Available);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Quantity).NotNull().InclusiveBetween(1, MaxQuantity);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/inventory/{itemId}/restock", HandleAsync)
        .RequireOperator("stock.restock")
        .WithTags("Inventory")
        .WithSummary("Put more of an item on the shelf (operators; needs an Idempotency-Key)")
        .Produces<Restocked>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        string itemId,
        Command command,
        HttpContext http,
        IValidator<Command> validator,
        InventoryDbContext context,
        Idempotency idempotency,
        CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        if (string.IsNullOrWhiteSpace(itemId) || itemId.Length > ItemId.MaxLength)
        {
            return Problems.NotFound("item", itemId);
        }

        var outcome = await idempotency.ExecuteAsync(http, context, command, Restock, cancellationToken);
        return outcome.Result;

        async Task<Result<Answer>> Restock(CancellationToken token)
        {
            var item = await context.Stock.FindAsync([new ItemId(itemId)], token);
            if (item is null)
            {
                return Result<Answer>.Refuse(Problems.NotFound("item", itemId));
            }

            if (item.OnHand > MaxQuantity - command.Quantity!.Value)
            {
                return Result<Answer>.Refuse(Problems.Invalid("quantity", $"A shelf holds at most {MaxQuantity}; there are {item.OnHand}."));
            }

            item.Restock(new Quantity(command.Quantity!.Value));
            return new Answer(StatusCodes.Status200OK, new Restocked(item.Id.Value, item.OnHand, item.Available));
        }
    }
}
