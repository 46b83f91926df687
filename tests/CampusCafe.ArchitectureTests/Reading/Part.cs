namespace CampusCafe.ArchitectureTests.Reading;

internal enum PartKind
{
    SharedContracts,
    BuildingBlocks,

    /// <summary>What modules' pages stand on.</summary>
    Console,
    Contracts,
    Module,
    Database,
    Host,
    Simulators,
    Tests,
    External,
}

/// <summary>
/// What an assembly is, by its name. A new name is a module until it is told otherwise: the strictest rules.
/// <c>Module</c> is the name of the module to which a module's or Contracts' assembly belongs, e.g. <c>Ordering</c>.
/// </summary>
internal sealed record Part(string Name, PartKind Kind, string? Module = null)
{
    private const string Root = "CampusCafe.";
    private const string ContractsSuffix = ".Contracts";

    public static Part Named(string assembly) => assembly switch
    {
        _ when !assembly.StartsWith(Root, StringComparison.Ordinal) => new(assembly, PartKind.External),
        "CampusCafe.BuildingBlocks.Contracts" => new(assembly, PartKind.SharedContracts),
        "CampusCafe.BuildingBlocks" => new(assembly, PartKind.BuildingBlocks),
        "CampusCafe.BuildingBlocks.Console" => new(assembly, PartKind.Console),
        "CampusCafe.Host" => new(assembly, PartKind.Host),
        "CampusCafe.Simulators" => new(assembly, PartKind.Simulators),
        _ when assembly.StartsWith("CampusCafe.Database.", StringComparison.Ordinal) => new(assembly, PartKind.Database),
        _ when assembly.EndsWith("Tests", StringComparison.Ordinal) || assembly is "CampusCafe.Testing" or "CampusCafe.Benchmarks" => new(assembly, PartKind.Tests),
        _ when assembly.EndsWith(ContractsSuffix, StringComparison.Ordinal) =>
            new(assembly, PartKind.Contracts, assembly[Root.Length..^ContractsSuffix.Length]),
        _ => new(assembly, PartKind.Module, assembly[Root.Length..]),
    };
}
