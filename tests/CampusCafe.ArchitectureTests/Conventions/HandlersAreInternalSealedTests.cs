using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class HandlersAreInternalSealedTests
{
    [Fact]
    public void Given_the_source_When_handlers_are_read_Then_all_are_internal_and_sealed() =>
        Violations.AreNone(HandlersAreInternalSealed.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_handlers_are_read_Then_open_ones_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Conventions.PublicHandler is not internal sealed",
            "CampusCafe.Kiosk.Conventions.SellPaper.Handler is not internal sealed",
            "CampusCafe.Kiosk.Conventions.UnsealedHandler is not internal sealed",
        ],
        HandlersAreInternalSealed.Find(Fixture.Assemblies));
}
