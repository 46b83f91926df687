using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Transactions;

public sealed class OneContextPerModuleTests
{
    [Fact]
    public void Given_the_source_When_modules_are_read_Then_none_has_two_contexts() =>
        Violations.AreNone(OneContextPerModule.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_modules_are_read_Then_two_contexts_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk has 2 contexts: CampusCafe.Kiosk.Transactions.KioskDbContext, CampusCafe.Kiosk.Transactions.SecondDbContext",
        ],
        OneContextPerModule.Find(Fixture.Assemblies));
}
