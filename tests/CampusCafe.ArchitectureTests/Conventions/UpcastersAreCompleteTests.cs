using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class UpcastersAreCompleteTests
{
    [Fact]
    public void Given_the_source_When_versions_are_read_Then_each_older_one_has_its_upcaster() =>
        Violations.AreNone(UpcastersAreComplete.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_versions_are_read_Then_gaps_and_steps_too_many_are_found() => Violations.Are(
        [
            "CampusCafe.Bakery.Contracts.CoolBread, at version 3 and read from 1 on, has 0 upcasters from 1",
            "CampusCafe.Bakery.Contracts.CoolBread, at version 3 and read from 1 on, has 2 upcasters from 2",
            "CampusCafe.Bakery.Contracts.CoolBread, at version 3 and read from 1 on, has 1 upcasters from 3",
        ],
        UpcastersAreComplete.Find(Fixture.Assemblies));
}
