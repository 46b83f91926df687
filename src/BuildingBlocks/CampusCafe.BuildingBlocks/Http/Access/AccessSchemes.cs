namespace CampusCafe.BuildingBlocks.Http.Access;

/// <summary>How a request says whose it is. Who is known is the module Accounts' to say.</summary>
public static class AccessSchemes
{
    /// <summary>REST routes: a key in the header <see cref="KeyHeader"/>, or a developer at the machine. Never a cookie, which a browser would also send for somebody else's page.</summary>
    public const string Key = "ApiKey";

    /// <summary>Pages: a cookie, or a developer at the machine.</summary>
    public const string Console = "Console";

    public const string KeyHeader = "X-Api-Key";
}
