using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusCafe.BuildingBlocks.Console;

public static class LocalUrl
{
    /// <summary>Where somebody was, if that is one of our pages; never another site.</summary>
    public static string OrHome(HttpContext http, string? url) => RedirectHttpResult.IsLocalUrl(url) ? url! : $"{http.Request.PathBase}{ConsolePaths.Root}";
}
