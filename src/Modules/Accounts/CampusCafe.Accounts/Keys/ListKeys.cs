using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Keys;

/// <summary><c>GET /operations/api-keys</c>.</summary>
internal static class ListKeys
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/api-keys", HandleAsync)
        .RequireViewer()
        .WithTags("Accounts")
        .WithSummary("Which programs have a key (viewers)")
        .Produces<IReadOnlyList<KeyView>>();

    private static async Task<IResult> HandleAsync(ApiKeys keys, CancellationToken cancellationToken) =>
        TypedResults.Ok((await keys.ListAsync(cancellationToken)).Select(KeyView.Of).ToList());
}

/// <summary>A key as operators see it; not the key itself.</summary>
/// <param name="Name">As the action log has it.</param>
/// <param name="Role">viewer or operator.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="RevokedAt">UTC: from then on it is refused; null while it holds.</param>
internal sealed record KeyView(string Name, string Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt)
{
    public static KeyView Of(ApiKey key) => new(key.Name, key.Role, key.CreatedAt, key.CreatedBy, key.RevokedAt);
}
