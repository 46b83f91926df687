using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CampusCafe.BuildingBlocks.Http;

public static class ServerAddress
{
    /// <summary>Where this machine reaches the server; null before it listens. A wildcard host becomes localhost.</summary>
    /// <param name="server">The host's.</param>
    /// <param name="preferredScheme">Of several addresses, the first with it; without one, the first.</param>
    public static string? OwnAddress(this IServer server, string? preferredScheme = null)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        return (addresses?.FirstOrDefault(address => preferredScheme is not null && address.StartsWith($"{preferredScheme}:", StringComparison.OrdinalIgnoreCase)) ?? addresses?.FirstOrDefault())?
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal);
    }
}
