using CampusCafe.ArchitectureTests.Reading;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Transactions;

/// <summary>One module, one schema, one context.</summary>
internal static class OneContextPerModule
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies.OfKind(PartKind.Module)
        let contexts = assembly.Types().Where(type => type.IsA(typeof(DbContext))).Select(type => type.FullName).ToList()
        where contexts.Count > 1
        select $"{assembly.Name.Name} has {contexts.Count} contexts: {string.Join(", ", contexts.Order(StringComparer.Ordinal))}";
}
