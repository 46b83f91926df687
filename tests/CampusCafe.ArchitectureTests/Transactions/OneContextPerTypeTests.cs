using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Transactions;

public sealed class OneContextPerTypeTests
{
    [Fact]
    public void Given_the_source_When_types_in_use_are_read_Then_none_works_with_two_contexts() =>
        Violations.AreNone(OneContextPerType.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_types_in_use_are_read_Then_a_type_with_two_contexts_is_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Transactions.TwoContexts uses CampusCafe.Bakery.BakeryDbContext and CampusCafe.Kiosk.Transactions.KioskDbContext",
        ],
        OneContextPerType.Find(Fixture.Assemblies));
}
