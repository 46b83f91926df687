using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>Modules keep no state in static fields: two hosts in one process would share it. The compiler's delegate caches aside.</summary>
internal static class NoStaticState
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies.OfKind(PartKind.SharedContracts, PartKind.BuildingBlocks, PartKind.Console, PartKind.Contracts, PartKind.Module)
        from type in assembly.Types()
        where !type.IsGenerated()
        from field in type.Fields
        where field is { IsStatic: true, IsInitOnly: false, IsLiteral: false } && !field.Name.StartsWith("<>", StringComparison.Ordinal)
        select $"{new Site(type, field.Name)} is static and can change";
}
