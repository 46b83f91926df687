using System.Net;
using System.Security.Claims;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.Accounts.Access;

/// <summary>In Development, whoever sits at the machine needs neither account nor key.</summary>
internal sealed class Developer(IHostEnvironment environment, IOptions<AccountsOptions> options)
{
    private const string FetchSite = "Sec-Fetch-Site";

    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Real-IP", "Via"];

    /// <summary>The pages then say so.</summary>
    public bool IsLetIn => environment.IsDevelopment() && options.Value.OpenOnLoopback is not false;

    /// <summary>
    /// Not through a proxy on the machine, which lends its address to everybody, nor from somebody else's page in the
    /// developer's browser: that would come with a foreign site, or with a foreign name that points here.
    /// </summary>
    public bool IsAtTheMachine(HttpContext http) =>
        IsLetIn
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsLoopbackName(http.Request.Host.Host)
        && !ProxyHeaders.Any(http.Request.Headers.ContainsKey)
        && (IsSafe(http.Request.Method) || http.Request.Headers[FetchSite].ToString() is "" or "same-origin" or "none");

    public static ClaimsPrincipal Principal { get; } = People.Principal(PersonKinds.Developer, PersonKinds.Developer, Roles.Operator);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
