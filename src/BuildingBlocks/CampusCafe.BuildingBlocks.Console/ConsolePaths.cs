namespace CampusCafe.BuildingBlocks.Console;

public static class ConsolePaths
{
    /// <summary>Where the console's pages are, below the host's path base.</summary>
    public const string Root = "/ops";

    public const string SignIn = $"{Root}/sign-in";
    public const string SignOut = $"{Root}/sign-out";
    public const string Forbidden = $"{Root}/forbidden";
    public const string Live = $"{Root}/live";
    public const string Language = $"{Root}/language";
    internal const string Assets = $"{Root}/assets";
}
