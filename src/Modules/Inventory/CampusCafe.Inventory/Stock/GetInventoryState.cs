using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Inventory.Stock;

/// <summary><c>GET /inventory/state</c>: what can still be promised, and how many orders hold something.</summary>
internal static class GetInventoryState
{
    /// <param name="Stock">On hand less held by item, keys sorted.</param>
    /// <param name="Reservations">Active holds.</param>
    public sealed record State(SortedDictionary<string, int> Stock, int Reservations);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/inventory/state", HandleAsync)
        .WithTags("Inventory")
        .WithSummary("What can still be promised, and how many orders hold something");

    private static async Task<Ok<State>> HandleAsync(InventoryDbContext context, CancellationToken cancellationToken)
    {
        var items = await context.Stock.AsNoTracking().ToListAsync(cancellationToken);
        var reservations = await context.Holds.CountAsync(hold => hold.Status == HoldStatus.Held, cancellationToken);
        return TypedResults.Ok(new State(
            new(items.ToDictionary(item => item.Id.Value, item => item.Available), StringComparer.Ordinal), reservations));
    }
}
