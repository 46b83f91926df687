using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

public sealed class OnePublicTypeTests
{
    [Fact]
    public void Given_the_source_When_modules_are_read_Then_each_shows_one_type() =>
        Violations.AreNone(OnePublicType.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_modules_are_read_Then_other_public_types_are_found() => Violations.Are(
        [
            "CampusCafe.Bakery.Shopfront is public",
            "CampusCafe.Kiosk.Conventions.AskHeadline is public",
            "CampusCafe.Kiosk.Conventions.PublicHandler is public",
            "CampusCafe.Kiosk.KioskModule is missing, or no IModule",
        ],
        OnePublicType.Find(Fixture.Assemblies));
}
