using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>
/// Contracts take no packages, modules no database provider, nothing in src a testing tool; and among our own, only what
/// <see cref="Sight"/> allows.
/// </summary>
internal static class OnlyAllowedReferences
{
    private static readonly string[] TestingTools =
        ["xunit", "Mono.Cecil", "Microsoft.NET.Test", "Microsoft.TestPlatform", "Microsoft.Testing", "Microsoft.Playwright", "BenchmarkDotNet"];

    private static readonly string[] DatabaseProviders =
    [
        "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw",
        "Npgsql",
        "Microsoft.Data.SqlClient", "System.Data.SqlClient", "Microsoft.EntityFrameworkCore.SqlServer",
    ];

    public static IEnumerable<string> Find(IEnumerable<Reference> references) =>
        from reference in references
        where !IsAllowed(Part.Named(reference.From), Part.Named(reference.To), reference.Framework)
        select reference.ToString();

    private static bool IsAllowed(Part from, Part to, bool framework) => to.Kind is PartKind.External
        ? framework || MayTake(from, to.Name)
        : from.MaySee(to);

    private static bool MayTake(Part from, string package) => !IsOneOf(TestingTools, package) && from.Kind switch
    {
        PartKind.SharedContracts or PartKind.Contracts => false,
        PartKind.BuildingBlocks or PartKind.Console or PartKind.Module => !IsOneOf(DatabaseProviders, package),
        _ => true,
    };

    private static bool IsOneOf(string[] prefixes, string package) =>
        prefixes.Any(prefix => package.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
