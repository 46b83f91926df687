using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Transactions;

public sealed class NoSharedTransactionTests
{
    [Fact]
    public void Given_the_source_When_calls_are_read_Then_no_transaction_is_handed_on() =>
        Violations.AreNone(NoSharedTransaction.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_calls_are_read_Then_handed_on_transactions_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Transactions.TwoPhase.Share uses Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SetDbConnection",
            "CampusCafe.Kiosk.Transactions.TwoPhase.Share uses Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.UseTransactionAsync",
        ],
        NoSharedTransaction.Find(Fixture.Assemblies));
}
