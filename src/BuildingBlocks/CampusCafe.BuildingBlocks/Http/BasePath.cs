using CampusCafe.BuildingBlocks.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>The setting that says below which path the host is reached: <c>/cafe</c>. Empty for the root.</summary>
public static class BasePath
{
    private const string Setting = "PathBase";

    /// <exception cref="HostStartException">It is no path.</exception>
    public static PathString Of(IConfiguration configuration) => configuration[Setting]?.Trim() switch
    {
        null or "" or "/" => PathString.Empty,
        ['/', .. var rest] path when rest.Split('/').All(IsSegment) => new(path),
        var wrong => throw new HostStartException($"PathBase '{wrong}' must be a path such as /cafe or /shops/cafe: each part of letters, digits, - and _, no slash at the end."),
    };

    private static bool IsSegment(string segment) => segment.Length > 0 && segment.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_');
}
