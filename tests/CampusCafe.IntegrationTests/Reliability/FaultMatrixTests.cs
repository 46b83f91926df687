using CampusCafe.Testing.Faults;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>Every outgoing operation, in every way that a provider can go wrong, once and for longer than the deadline.</summary>
public sealed class FaultMatrixTests(FaultMatrixTests.Shared shared, ITestOutputHelper output) : IClassFixture<FaultMatrixTests.Shared>
{
    /// <summary>16: enough to fill the places; so few that one row alone doesn't bring the whole matrix with it.</summary>
    private const int LookAhead = 16;

    public static IEnumerable<TheoryDataRow<string>> Rows => FaultRow.All.Select(row => new TheoryDataRow<string>(row.ToString())
        .WithTrait("Operation", row.Operation.Name)
        .WithTrait("Mode", row.Mode)
        .WithTrait("Span", row.Span.ToString()));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Given_a_provider_in_trouble_When_it_is_well_again_Then_money_goods_and_stock_agree(string row)
    {
        var rows = FaultRow.All.SkipWhile(other => other.ToString() != row).Take(LookAhead).ToList();
        rows.ForEach(next => _ = shared.Matrix.RunAsync(next));

        var run = await shared.Matrix.RunAsync(rows[0]);

        output.WriteLine(run.ToString());
        Assert.True(run.Wrong.Count is 0, run.ToString()); // Whole: xunit would shorten what it shows of a collection.
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal FaultMatrix Matrix { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Matrix = await FaultMatrix.CreateAsync();

        public async ValueTask DisposeAsync()
        {
            await Matrix.EndAsync();
            await Matrix.DisposeAsync();
        }
    }
}
