using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Transactions;

public sealed class OwnEntitiesOnlyTests
{
    [Fact]
    public void Given_the_source_When_mappings_are_read_Then_entities_are_the_modules_own() =>
        Violations.AreNone(OwnEntitiesOnly.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_mappings_are_read_Then_foreign_entities_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Transactions.KioskDbContext.ConfigureModel maps CampusCafe.Bakery.Contracts.Dough",
            "CampusCafe.Kiosk.Transactions.KioskDbContext.ConfigureModel maps CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Transactions.KioskDbContext.Foreign maps CampusCafe.Bakery.Loaf",
            "CampusCafe.Kiosk.Transactions.VersionMapping maps System.Version",
            "CampusCafe.Kiosk.Transactions.VersionMapping.Configure maps System.Version",
        ],
        OwnEntitiesOnly.Find(Fixture.Assemblies));
}
