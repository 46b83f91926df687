using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Keys;

/// <summary><c>POST /operations/api-keys/{name}/revoke</c>: refused from the next request on, for good.</summary>
internal static class RevokeKey
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/api-keys/{name}/revoke", HandleAsync)
        .RequireOperator("api-key.revoke")
        .WithTags("Accounts")
        .WithSummary("Refuse a key from now on, for good (operators)")
        .Produces<KeyView>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(string name, ApiKeys keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(name, cancellationToken) switch
        {
            null => Problems.NotFound("key", name),
            { IsRevokedNow: false } => Problems.Of(StatusCodes.Status409Conflict, "key-revoked", "The key is revoked", "Somebody has revoked it before."),
            { } revoked => TypedResults.Ok(KeyView.Of(revoked.Key)),
        };
}
