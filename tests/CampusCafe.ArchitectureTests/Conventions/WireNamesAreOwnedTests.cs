using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class WireNamesAreOwnedTests
{
    [Fact]
    public void Given_the_source_When_wire_names_are_read_Then_each_is_its_modules_own() =>
        Violations.AreNone(WireNamesAreOwned.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_wire_names_are_read_Then_wrong_ones_are_found() => Violations.Are(
        [
            "CampusCafe.Bakery.Contracts.BakeBread and CampusCafe.Bakery.Contracts.BakeBreadAgain are called bakery.bake-bread",
            "CampusCafe.Bakery.Contracts.BreadEaten is called kiosk.bread-eaten: not bakery's",
            "CampusCafe.Bakery.Contracts.BreadSliced is called bakery.Bread_Sliced: not module.what-it-says",
        ],
        WireNamesAreOwned.Find(Fixture.Assemblies));
}
