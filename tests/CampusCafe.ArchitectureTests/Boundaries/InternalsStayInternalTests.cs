using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

public sealed class InternalsStayInternalTests
{
    [Fact]
    public void Given_the_source_When_friends_are_read_Then_they_are_tests_and_migrations() =>
        Violations.AreNone(InternalsStayInternal.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_friends_are_read_Then_a_module_is_found() => Violations.Are(
        [
            "CampusCafe.Bakery opens its internals to CampusCafe.Kiosk",
        ],
        InternalsStayInternal.Find(Fixture.Assemblies));
}
