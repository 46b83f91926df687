using Microsoft.AspNetCore.Builder;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>What comes with .NET and ASP.NET Core themselves, and not in a package.</summary>
internal static class Frameworks
{
    public static IReadOnlyList<string> Folders { get; } = [FolderOf(typeof(object)), FolderOf(typeof(WebApplication))];

    public static bool Contain(string assembly) => Folders.Any(folder => File.Exists(Path.Combine(folder, $"{assembly}.dll")));

    private static string FolderOf(Type type) => Path.GetDirectoryName(type.Assembly.Location)!;
}
