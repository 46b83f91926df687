using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Persistence;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Transactions;

/// <summary>No type, with all that is nested in it, works with two modules' contexts; only composition and migrations see several.</summary>
internal static class OneContextPerType
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies.OfKind(PartKind.SharedContracts, PartKind.BuildingBlocks, PartKind.Contracts, PartKind.Module, PartKind.Simulators)
        from use in TypeUses.Of(assembly)
        where use.Used.Part().Kind is PartKind.Module && use.Used.IsA(typeof(SchemaDbContext))
        group use.Used.FullName by use.Site.Outermost.FullName into contexts
        where contexts.Distinct().Count() > 1
        select $"{contexts.Key} uses {string.Join(" and ", contexts.Distinct().Order(StringComparer.Ordinal))}";
}
