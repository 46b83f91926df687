using CampusCafe.BuildingBlocks.Http.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.BuildingBlocks.Console.Language;

/// <summary><c>GET /ops/language?to=ja&amp;returnUrl=…</c>: keeps the choice in a cookie. A link, as it harms nobody.</summary>
internal static class ChooseLanguage
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(ConsolePaths.Language, Handle).TakesNoPlace().ExcludeFromDescription();

    private static IResult Handle(HttpContext http, string? to, string? returnUrl)
    {
        if (to is not null && RequestLanguage.All.Contains(to))
        {
            http.Response.Cookies.Append(
                RequestLanguage.CookieName, to, new() { MaxAge = Kept, Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        }

        return TypedResults.LocalRedirect(LocalUrl.OrHome(http, returnUrl));
    }
}
