using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>Assemblies that break every rule on purpose: <c>tests/CampusCafe.ArchitectureTests.Fixture</c>.</summary>
internal static class Fixture
{
    private static readonly Lazy<IReadOnlyList<AssemblyDefinition>> Read = new(() =>
    [
        Reading.Assemblies.Read("CampusCafe.Bakery.Contracts"),
        Reading.Assemblies.Read("CampusCafe.Bakery"),
        Reading.Assemblies.Read("CampusCafe.Kiosk"),
        Reading.Assemblies.Read("CampusCafe.Database.Tin"),
    ]);

    public static IReadOnlyList<AssemblyDefinition> Assemblies => Read.Value;
}
