using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.Accounts.Access;

/// <summary>Pages, for a developer at the machine.</summary>
internal sealed class DeveloperHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Developer developer)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Developer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(developer.IsAtTheMachine(Context)
        ? AuthenticateResult.Success(new AuthenticationTicket(Developer.Principal, Scheme.Name))
        : AuthenticateResult.NoResult());
}
