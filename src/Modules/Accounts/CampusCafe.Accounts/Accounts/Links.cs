using CampusCafe.BuildingBlocks.Console;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.Accounts.Accounts;

internal static class Links
{
    /// <summary>Where a person chooses a password: at the address that the operator has used.</summary>
    public static string ToPassword(HttpRequest request, Guid accountId, string token) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{ConsolePaths.Root}/password?account={accountId}&token={Uri.EscapeDataString(token)}";
}
