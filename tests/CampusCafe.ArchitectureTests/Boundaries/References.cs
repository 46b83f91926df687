using System.Text.Json;
using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>One assembly references another, which may come with .NET or ASP.NET Core.</summary>
internal readonly record struct Reference(string From, string To, bool Framework)
{
    public override string ToString() => $"{From} references {To}";
}

/// <summary>What assemblies reference: in IL, which shows what is used, and in their projects, which shows what could be.</summary>
internal static class References
{
    public static IEnumerable<Reference> Of(IReadOnlyList<AssemblyDefinition> assemblies) => Used(assemblies).Concat(Declared(assemblies));

    public static IEnumerable<Reference> Used(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from referenced in assembly.MainModule.AssemblyReferences
        select new Reference(assembly.Name.Name, referenced.Name, Frameworks.Contain(referenced.Name));

    /// <summary>Projects and packages as this test's own deps.json has them: it reaches all that the tests read.</summary>
    public static IEnumerable<Reference> Declared(IReadOnlyList<AssemblyDefinition> assemblies)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "CampusCafe.ArchitectureTests.deps.json")));
        var libraries = dependencies.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .ToDictionary(library => library.Name.Split('/')[0], library => library.Value);
        return
        [
            .. from assembly in assemblies
               from referenced in NamesIn(libraries[assembly.Name.Name])
               select new Reference(assembly.Name.Name, referenced, Framework: false),
        ];
    }

    private static IEnumerable<string> NamesIn(JsonElement library) =>
        library.TryGetProperty("dependencies", out var dependencies) ? dependencies.EnumerateObject().Select(dependency => dependency.Name) : [];
}
