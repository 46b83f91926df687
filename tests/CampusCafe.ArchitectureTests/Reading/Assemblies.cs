using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>Reads assemblies from the output folder, without loading them.</summary>
internal static class Assemblies
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    public static AssemblyDefinition Read(string name) =>
        AssemblyDefinition.ReadAssembly(PathOf(name), new ReaderParameters { AssemblyResolver = Resolver.Value });

    public static Part Part(this AssemblyDefinition assembly) => Reading.Part.Named(assembly.Name.Name);

    public static IEnumerable<AssemblyDefinition> OfKind(this IEnumerable<AssemblyDefinition> assemblies, params IReadOnlyList<PartKind> kinds) =>
        assemblies.Where(assembly => kinds.Contains(assembly.Part().Kind));

    /// <summary>Every type, nested and generated ones too.</summary>
    public static IEnumerable<TypeDefinition> Types(this AssemblyDefinition assembly) => assembly.MainModule.GetTypes();

    private static readonly Lazy<DefaultAssemblyResolver> Resolver = new(() =>
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        foreach (var folder in Frameworks.Folders)
        {
            resolver.AddSearchDirectory(folder);
        }

        return resolver;
    });
}
