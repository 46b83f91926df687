using CampusCafe.Testing.Crashes;
using CampusCafe.Testing.Databases;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>
/// Dies at commits and calls of every scenario, on both sides: at some of them, evenly over the story. At each of them
/// does the program <c>crashes</c> (docs/reliability.md).
/// </summary>
public sealed class CrashPointTests(CrashPointTests.Template template, ITestOutputHelper output) : IClassFixture<CrashPointTests.Template>
{
    public static IEnumerable<TheoryDataRow<string>> Scenarios =>
        CrashScenario.All.Select(scenario => new TheoryDataRow<string>(scenario.Name).WithTrait("Scenario", scenario.Name));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Given_a_scenario_When_the_host_dies_at_any_point_Then_nothing_is_lost_or_doubled(string name)
    {
        var report = await template.Harness.RunAllAsync(CrashScenario.All.Single(scenario => scenario.Name == name), ShopDatabase.Current.CrashesEvery);

        output.WriteLine(report.ToString());
        Assert.True(report.Lost.Count == 0, string.Join(Environment.NewLine, report.Lost));
        Assert.True(report.Died > report.Runs.Count / 2, $"Only {report.Died} of {report.Runs.Count} deaths came.");
    }

    [Fact]
    public async Task Given_a_host_that_died_When_it_dies_again_while_it_recovers_Then_nothing_is_lost_or_doubled()
    {
        const int Seed = 1;
        const int Pairs = 8;
        var points = await template.Harness.CountPointsAsync();

        var runs = await template.Harness.RunPairsAsync(points, Pairs, Seed);

        output.WriteLine($"{Pairs} pairs, seed {Seed}: {runs.Count(run => run.Died == 2)} died twice");
        Assert.True(runs.All(run => run.Survived), string.Join(Environment.NewLine, runs.Where(run => !run.Survived)));
        Assert.Contains(runs, run => run.Died == 2);
    }

    public sealed class Template : IAsyncLifetime
    {
        internal CrashHarness Harness { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Harness = await CrashHarness.CreateAsync();

        public ValueTask DisposeAsync() => Harness.DisposeAsync();
    }
}
