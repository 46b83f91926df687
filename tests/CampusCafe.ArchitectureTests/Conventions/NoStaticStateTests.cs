using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class NoStaticStateTests
{
    [Fact]
    public void Given_the_source_When_fields_are_read_Then_modules_keep_no_static_state() =>
        Violations.AreNone(NoStaticState.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_fields_are_read_Then_static_state_is_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Conventions.StaticState.Event is static and can change",
            "CampusCafe.Kiosk.Conventions.StaticState.Field is static and can change",
            "CampusCafe.Kiosk.Conventions.StaticState.Property is static and can change",
        ],
        NoStaticState.Find(Fixture.Assemblies));
}
