using System.Text.Encodings.Web;
using CampusCafe.Accounts.Keys;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.Accounts.Access;

/// <summary>REST routes: a key in the header, or a developer at the machine. Asks the database for each request with a key: a revoked one is refused at the next.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys, Developer developer)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(AccessSchemes.KeyHeader, out var sent))
        {
            return developer.IsAtTheMachine(Context) ? Success(Developer.Principal) : AuthenticateResult.NoResult();
        }

        return sent is [{ } key] && await keys.FindAsync(key, Context.RequestAborted) is { } found
            ? Success(People.Principal(PersonKinds.Key, found.Name, found.Role))
            : AuthenticateResult.Fail("There is no such key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme.Name;
        return Problems.Of(
            StatusCodes.Status401Unauthorized,
            "operators-only",
            "For operators only",
            $"Send a key in the header {AccessSchemes.KeyHeader}. An operator makes one on the console's page Accounts, or at the machine with the command api-key.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Of(
        StatusCodes.Status403Forbidden,
        "role-missing",
        "The key may only read",
        $"This needs a key with the role {Roles.Operator}; this one has the role {Roles.Viewer}.").ExecuteAsync(Context);

    private AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal person) =>
        AuthenticateResult.Success(new AuthenticationTicket(person, Scheme.Name));
}
