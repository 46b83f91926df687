using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>Who may see whom among our own parts (docs: architecture).</summary>
internal static class Sight
{
    /// <summary>Ordering orchestrates, Operations reads and the lab experiments; the other modules see only their own Contracts.</summary>
    private static readonly HashSet<string?> SeesAllContracts = ["Ordering", "Operations", "Lab"];

    public static bool MaySee(this Part from, Part to) => from == to || from.Kind switch
    {
        PartKind.SharedContracts or PartKind.Simulators => false,
        PartKind.BuildingBlocks or PartKind.Contracts => to.Kind is PartKind.SharedContracts,
        PartKind.Console => to.Kind is PartKind.SharedContracts or PartKind.BuildingBlocks,
        PartKind.Module => to.Kind is PartKind.SharedContracts or PartKind.BuildingBlocks or PartKind.Console
            || (to.Kind is PartKind.Contracts && (to.Module == from.Module || SeesAllContracts.Contains(from.Module))),
        PartKind.Database => to.Kind is PartKind.SharedContracts or PartKind.BuildingBlocks or PartKind.Module,
        PartKind.Host => to.Kind is PartKind.SharedContracts or PartKind.BuildingBlocks or PartKind.Console or PartKind.Module or PartKind.Database or PartKind.Simulators,
        _ => throw new InvalidOperationException($"{from.Name} is not a part of src."),
    };
}
