using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>Every project under src is read, every expected one is there, and a module's folder and projects go by its name.</summary>
internal static class NothingEscapes
{
    public static readonly IReadOnlyList<string> Expected =
    [
        "CampusCafe.BuildingBlocks.Contracts", "CampusCafe.BuildingBlocks",
        "CampusCafe.Ordering.Contracts", "CampusCafe.Ordering",
        "CampusCafe.Payments.Contracts", "CampusCafe.Payments",
        "CampusCafe.Inventory.Contracts", "CampusCafe.Inventory",
        "CampusCafe.Shipping.Contracts", "CampusCafe.Shipping",
        "CampusCafe.Operations",
        "CampusCafe.Database.Postgres", "CampusCafe.Database.Sqlite", "CampusCafe.Database.SqlServer", "CampusCafe.Host", "CampusCafe.Simulators",
    ];

    /// <param name="root">The folder that holds <c>src</c>.</param>
    /// <param name="isBuilt">Whether an assembly is in the host's output, and so in the tests'.</param>
    public static IEnumerable<string> Find(string root, Func<string, bool> isBuilt)
    {
        List<string> projects = [.. Source.ProjectsUnder(root)];
        return
        [
            .. Expected.Except(projects).Select(name => $"{name} is not a project under src"),
            .. projects.Where(name => !isBuilt(name)).Select(name => $"{name} is not in the host's output"),
            .. Directory.EnumerateDirectories(Path.Combine(root, "src", "Modules")).SelectMany(FindInModule),
        ];
    }

    private static IEnumerable<string> FindInModule(string folder)
    {
        var module = $"CampusCafe.{Path.GetFileName(folder)}";
        List<string> projects =
            [.. Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).Select(path => Path.GetFileNameWithoutExtension(path))];
        return projects.Except([module, $"{module}.Contracts"]).Select(name => $"{name} is not named after its module's folder")
            .Concat(projects.Contains(module) ? [] : [$"{module} is missing in its folder under src/Modules"]);
    }
}
