using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

public sealed class NothingEscapesTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("campuscafe-");

    [Fact]
    public void Given_the_source_When_its_projects_are_listed_Then_all_are_read() =>
        Violations.AreNone(NothingEscapes.Find(Source.Root, name => File.Exists(Assemblies.PathOf(name))));

    [Fact]
    public void Given_the_fixture_When_the_source_is_read_Then_it_is_not_part_of_it() =>
        Assert.Empty(Source.Assemblies.Select(assembly => assembly.Name.Name).Intersect(Fixture.Assemblies.Select(assembly => assembly.Name.Name)));

    [Fact]
    public void Given_a_module_that_was_renamed_When_projects_are_listed_Then_it_is_found()
    {
        AddExpectedExcept("CampusCafe.Shipping");
        Add("src/Modules/Shipping/CampusCafe.Parcels");

        Violations.Are(
            [
                "CampusCafe.Shipping is not a project under src",
                "CampusCafe.Shipping is missing in its folder under src/Modules",
                "CampusCafe.Parcels is not named after its module's folder",
            ],
            NothingEscapes.Find(root.FullName, _ => true));
    }

    [Fact]
    public void Given_a_new_module_that_the_host_does_not_reference_When_projects_are_listed_Then_it_is_found()
    {
        AddExpectedExcept();
        Add("src/Modules/Lab/CampusCafe.Lab");

        Violations.Are(["CampusCafe.Lab is not in the host's output"], NothingEscapes.Find(root.FullName, NothingEscapes.Expected.Contains));
    }

    [Fact]
    public void Given_a_new_module_folder_without_a_project_When_projects_are_listed_Then_it_is_found()
    {
        AddExpectedExcept();
        root.CreateSubdirectory("src/Modules/Lab");

        Violations.Are(["CampusCafe.Lab is missing in its folder under src/Modules"], NothingEscapes.Find(root.FullName, _ => true));
    }

    public void Dispose() => root.Delete(recursive: true);

    private void AddExpectedExcept(params IEnumerable<string> missing)
    {
        foreach (var name in NothingEscapes.Expected.Except(missing))
        {
            Add(Part.Named(name).Module is { } module ? $"src/Modules/{module}/{name}" : $"src/{name}");
        }
    }

    private void Add(string project)
    {
        var folder = root.CreateSubdirectory(project);
        File.WriteAllText(Path.Combine(folder.FullName, $"{folder.Name}.csproj"), "<Project />");
    }
}
