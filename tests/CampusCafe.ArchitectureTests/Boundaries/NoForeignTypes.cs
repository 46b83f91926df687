using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>No type of another module is used, whoever may reference its assembly: the host takes its module, a database its context.</summary>
internal static class NoForeignTypes
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from use in TypeUses.Of(assembly)
        let to = use.Used.Part()
        where to.Kind is not PartKind.External && !MayUse(assembly.Part(), to, use.Used)
        select use.ToString();

    private static bool MayUse(Part from, Part to, TypeReference used) => from.MaySee(to) && (from.Kind, to.Kind) switch
    {
        (PartKind.Host, PartKind.Module) => used.IsA(typeof(IModule)),
        (PartKind.Database, PartKind.Module) => used.IsA(typeof(SchemaDbContext)),
        _ => true,
    };
}
