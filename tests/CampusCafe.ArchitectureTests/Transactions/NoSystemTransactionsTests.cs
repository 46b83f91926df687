using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Transactions;

public sealed class NoSystemTransactionsTests
{
    [Fact]
    public void Given_the_source_When_types_in_use_are_read_Then_none_is_of_System_Transactions() =>
        Violations.AreNone(NoSystemTransactions.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_types_in_use_are_read_Then_those_of_System_Transactions_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Transactions.TwoPhase.Scope uses System.Transactions.TransactionScope",
            "CampusCafe.Kiosk.Transactions.TwoPhase.Ambient uses System.Transactions.Transaction",
        ],
        NoSystemTransactions.Find(Fixture.Assemblies));
}
