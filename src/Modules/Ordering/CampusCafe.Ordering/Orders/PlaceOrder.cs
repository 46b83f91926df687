using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Shipping.Contracts;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// <c>POST /checkout</c>: key, order and its first command go in one transaction; the answer is 202 with the order's
/// address. With <c>Prefer: wait=N</c> it waits for the outcome.
/// </summary>
internal static class PlaceOrder
{
    /// <param name="Items">1 to 100 lines, each item once.</param>
    /// <param name="Customer">Who orders.</param>
    /// <param name="ShipTo">Where to.</param>
    /// <param name="Payment">How it is paid.</param>
    public sealed record Command(IReadOnlyList<Line?>? Items, CustomerPart? Customer, AddressPart? ShipTo, PaymentPart? Payment);

    /// <param name="ItemId">From the menu.</param>
    /// <param name="Quantity">1 to 1000.</param>
    public sealed record Line(string? ItemId, int? Quantity);

    public sealed record CustomerPart(string? Name, string? Email);

    /// <param name="Recipient">Name on the parcel.</param>
    /// <param name="Line1">Street and number.</param>
    /// <param name="City">City.</param>
    /// <param name="PostalCode">As the country writes it.</param>
    /// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
    public sealed record AddressPart(string? Recipient, string? Line1, string? City, string? PostalCode, string? Country);

    /// <param name="PaymentMethod">The provider's token, e.g. <c>pm_card_visa</c>; never a card number.</param>
    public sealed record PaymentPart(string? PaymentMethod);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/checkout", HandleAsync)
        .WithTags("Ordering")
        .WithSummary("Place an order (needs an Idempotency-Key; Prefer: wait=N waits for the outcome)")
        .Produces<OrderView>(StatusCodes.Status202Accepted)
        .Produces<OrderView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        Command command,
        HttpContext http,
        IValidator<Command> validator,
        OrderingDbContext context,
        Idempotency idempotency,
        WaitForOutcome wait,
        IOptions<OrderingOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        var outcome = await idempotency.ExecuteAsync(http, context, command, Place, cancellationToken);
        return outcome.Answer is { } answer ? await wait.OrAnswerAsync(http, answer, cancellationToken) : outcome.Result;

        async Task<Result<Answer>> Place(CancellationToken token)
        {
            var priced = await PriceAsync(context, command.Items!, token);
            if (priced.Problem is { } problem)
            {
                return Result<Answer>.Refuse(problem);
            }

            var order = Order.Place(
                priced.Value!, CustomerOf(command.Customer!), AddressOf(command.ShipTo!), command.Payment!.PaymentMethod!, options.Value, time.GetUtcNow());
            context.Add(order);
            return new Answer(StatusCodes.Status202Accepted, OrderView.OfNew(order), $"/orders/{order.Id}");
        }
    }

    /// <summary>The menu's prices as they are now: what the customer is charged, whatever the menu says later.</summary>
    private static async Task<Result<IReadOnlyList<OrderLine>>> PriceAsync(
        OrderingDbContext context, IReadOnlyList<Line?> items, CancellationToken cancellationToken)
    {
        List<OrderLine> lines = [];
        for (var i = 0; i < items.Count; i++)
        {
            var id = new ItemId(items[i]!.ItemId!);
            var item = await context.Menu.AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == id, cancellationToken);
            if (item is null)
            {
                return Result<IReadOnlyList<OrderLine>>.Refuse(Problems.Invalid($"items[{i}].itemId", $"'{id}' is not on the menu."));
            }

            lines.Add(new OrderLine(id, new Quantity(items[i]!.Quantity!.Value), item.UnitPrice));
        }

        return lines;
    }

    private static Customer CustomerOf(CustomerPart part) => new(part.Name!, part.Email!);

    private static ShippingAddress AddressOf(AddressPart part) =>
        new(part.Recipient!, part.Line1!, part.City!, part.PostalCode!, part.Country!);
}
