using CampusCafe.BuildingBlocks.Console;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.Operations.Pages;

internal static class Links
{
    /// <summary>Addresses that can be shared: what is looked at is in them.</summary>
    public static string To(HttpRequest request, string page, params IEnumerable<(string Name, string? Value)> values)
    {
        var query = string.Join('&', values.Where(value => value.Value is not null).Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return $"{request.PathBase}{ConsolePaths.Root}/{page}{(query.Length > 0 ? "?" : string.Empty)}{query}";
    }
}
