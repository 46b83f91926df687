using CampusCafe.BuildingBlocks.Http.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.BuildingBlocks.Console.Assets;

/// <summary><c>GET /ops/assets/{version}/{path}</c>: for everybody, as the page for signing in needs it.</summary>
internal static class ServeAsset
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet($"{ConsolePaths.Assets}/{{version}}/{{**path}}", Handle)
        .TakesNoPlace() // The page that says that nothing works has its look, too.
        .ExcludeFromDescription();

    private static IResult Handle(string version, string path, AssetStore assets, HttpContext http)
    {
        if (version != assets.Version || assets.Find(path) is not { } asset)
        {
            return TypedResults.NotFound(); // Of another release: kept by nobody.
        }

        http.Response.Headers.CacheControl = ForGood;
        http.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(asset.Gzipped, asset.ContentType);
    }
}
