using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>Everything that is built from <c>src</c>, project by project: what isn't a project there isn't read.</summary>
internal static class Source
{
    private const string Solution = "CampusCafe.sln";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly Lazy<IReadOnlyList<AssemblyDefinition>> Read = new(() => [.. ProjectsUnder(Root).Select(Reading.Assemblies.Read)]);

    public static IReadOnlyList<AssemblyDefinition> Assemblies => Read.Value;

    /// <summary>The names of all projects under <c>src</c>, which are their assemblies' names.</summary>
    public static IEnumerable<string> ProjectsUnder(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{Solution} is not above {AppContext.BaseDirectory}.");
    }
}
