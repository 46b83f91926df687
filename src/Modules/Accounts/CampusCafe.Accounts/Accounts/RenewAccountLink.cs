using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Accounts.Accounts;

/// <summary><c>POST /operations/accounts/{name}/link</c>: a new one-time link, for whoever has forgotten the password or lost the first link.</summary>
internal static class RenewAccountLink
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/accounts/{name}/link", HandleAsync)
        .RequireOperator("account.link")
        .WithTags("Accounts")
        .WithSummary("A new one-time link by which a person chooses a password (operators)")
        .Produces<AccountWithLink>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string name, HttpContext http, AccountDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var renewed = await desk.RenewLinkAsync(name, cancellationToken);
        return renewed.Refusal is { } refusal
            ? AccountRefusals.Of(refusal, name)
            : TypedResults.Ok(new AccountWithLink(
                AccountView.Of(renewed.Account!, time.GetUtcNow()), Links.ToPassword(http.Request, renewed.Account!.Id, renewed.LinkToken!)));
    }
}
