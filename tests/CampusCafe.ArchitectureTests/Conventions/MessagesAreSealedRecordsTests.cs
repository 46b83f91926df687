using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class MessagesAreSealedRecordsTests
{
    [Fact]
    public void Given_the_source_When_messages_are_read_Then_all_are_sealed_records_with_a_wire_name() =>
        Violations.AreNone(MessagesAreSealedRecords.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_messages_are_read_Then_wrong_ones_are_found() => Violations.Are(
        [
            "CampusCafe.Bakery.Contracts.BreadBaked is not sealed",
            "CampusCafe.Bakery.Contracts.BreadBurnt has no wire name",
            "CampusCafe.Bakery.Contracts.BreadSold is not a record",
            "CampusCafe.Kiosk.Conventions.PaperPrinted has no wire name",
        ],
        MessagesAreSealedRecords.Find(Fixture.Assemblies));
}
