using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Menu;

/// <summary><c>GET /menu</c>: what can be ordered, for how much, and how many are left.</summary>
internal static class GetMenu
{
    /// <param name="ItemId">What to put into an order's line.</param>
    /// <param name="Name">For people.</param>
    /// <param name="UnitPrice">In minor units.</param>
    /// <param name="Available">On the shelf and not held for anybody, now.</param>
    public sealed record Item(ItemId ItemId, string Name, Money UnitPrice, int Available);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/menu", HandleAsync)
        .WithTags("Ordering")
        .WithSummary("What can be ordered, for how much, and how many are left");

    private static async Task<Ok<Item[]>> HandleAsync(OrderingDbContext context, IMediator mediator, CancellationToken cancellationToken)
    {
        var available = await mediator.AskAsync<GetAvailability, IReadOnlyDictionary<ItemId, int>>(new(), cancellationToken);
        var menu = await context.Menu.AsNoTracking().OrderBy(item => item.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(menu.Select(item => new Item(item.Id, item.Name, item.UnitPrice, available.GetValueOrDefault(item.Id))).ToArray());
    }
}
