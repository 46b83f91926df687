using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Hosts;

/// <summary><c>GET /operations/system</c>.</summary>
internal static class GetSystem
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/system", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("Version, database, migrations, hosts alive, health and settings without secrets (viewers)")
        .Produces<SystemView>();

    private static async Task<IResult> HandleAsync(SystemDesk desk, CancellationToken cancellationToken) => TypedResults.Ok(await desk.LookAsync(cancellationToken));
}
