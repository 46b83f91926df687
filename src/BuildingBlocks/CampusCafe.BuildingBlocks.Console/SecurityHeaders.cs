using CampusCafe.BuildingBlocks.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.BuildingBlocks.Console;

/// <summary>
/// What browsers may do with what they are sent. Of the console's pages: run and show only what the host itself sends,
/// inside no other page, and outside Development over HTTPS only.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment)
{
    private const string AYear = "max-age=31536000";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var isConsole = context.Request.Path.StartsWithSegments(ConsolePaths.Root);
        context.Response.OnStarting(() => // Whoever answers: an error takes away the headers that were there before.
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (context.Request.IsHttps && !environment.IsDevelopment() && context.Request.Host.Host != "localhost")
            {
                context.Response.Headers.StrictTransportSecurity = AYear;
            }

            if (isConsole)
            {
                Protect(context.Response.Headers);
            }

            return Task.CompletedTask;
        });
        return isConsole && !context.Request.IsHttps && !environment.IsDevelopment() && !context.Request.Path.StartsWithSegments(ConsolePaths.Assets)
            ? Problems.Of(
                StatusCodes.Status403Forbidden,
                "https-only",
                "The console needs HTTPS",
                "Passwords would be read on their way. Ask for the same address with https. Behind a proxy that ends TLS, start the host with ASPNETCORE_FORWARDEDHEADERS_ENABLED=true, and let nobody but the proxy reach it.").ExecuteAsync(context)
            : next(context);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer"; // Addresses may hold one-time links and customers' e-mails.
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!headers.ContainsKey("Cache-Control"))
        {
            headers.CacheControl = "no-store";
        }
    }
}
