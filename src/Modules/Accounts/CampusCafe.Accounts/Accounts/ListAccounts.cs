using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Accounts;

/// <summary><c>GET /operations/accounts</c>.</summary>
internal static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/accounts", HandleAsync)
        .RequireViewer()
        .WithTags("Accounts")
        .WithSummary("Who may sign in to the console (viewers)")
        .Produces<IReadOnlyList<AccountView>>();

    private static async Task<IResult> HandleAsync(AccountDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var accounts = await desk.ListAsync(cancellationToken);
        return TypedResults.Ok(accounts.Select(account => AccountView.Of(account, time.GetUtcNow())).ToList());
    }
}
