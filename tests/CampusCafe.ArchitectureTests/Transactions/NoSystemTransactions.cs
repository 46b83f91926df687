using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Transactions;

/// <summary>No two-phase commit anywhere: nothing of System.Transactions is used.</summary>
internal static class NoSystemTransactions
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from use in TypeUses.Of(assembly)
        where use.Used.Namespace == "System.Transactions"
        select use.ToString();
}
