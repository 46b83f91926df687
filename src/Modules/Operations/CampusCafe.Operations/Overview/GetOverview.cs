using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Overview;

/// <summary><c>GET /operations/overview</c>.</summary>
internal static class GetOverview
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/overview", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("Orders of the last hour, and what waits for each consumer (viewers)")
        .Produces<ShopFigures>();

    private static async Task<IResult> HandleAsync(ShopOverview overview, CancellationToken cancellationToken) =>
        TypedResults.Ok(await overview.LookAsync(cancellationToken));
}
