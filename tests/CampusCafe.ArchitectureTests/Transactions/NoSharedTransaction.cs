using CampusCafe.ArchitectureTests.Reading;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Transactions;

/// <summary>A context's transaction is its own: neither modules nor BuildingBlocks hand one context's transaction or connection to another.</summary>
internal static class NoSharedTransaction
{
    private static readonly HashSet<string> Sharing =
    [
        nameof(RelationalDatabaseFacadeExtensions.UseTransaction),
        nameof(RelationalDatabaseFacadeExtensions.UseTransactionAsync),
        nameof(RelationalDatabaseFacadeExtensions.SetDbConnection),
    ];

    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies.OfKind(PartKind.Module, PartKind.BuildingBlocks)
        from call in Calls.Of(assembly)
        where call.Callee.DeclaringType.Is(typeof(RelationalDatabaseFacadeExtensions)) && Sharing.Contains(call.Callee.Name)
        select call.ToString();
}
