using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Simulation;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>Everything goes wrong at once, by seed.</summary>
public sealed class SimulationTests(SimulationTests.Template template, ITestOutputHelper output) : IClassFixture<SimulationTests.Template>
{
    [Fact]
    public async Task Given_a_seed_When_told_twice_Then_the_story_is_the_same()
    {
        var plan = SimulationPlan.Of(seed: 1, orders: 3);

        var first = await Simulation.RunAsync(plan, template.Data);
        var second = await Simulation.RunAsync(plan, template.Data);

        Assert.Equal(first.Trace, second.Trace);
    }

    [Fact]
    public async Task Given_some_seeds_When_told_Then_everything_settles_and_nothing_is_lost_or_doubled()
    {
        var report = await Simulations.RunAsync(firstSeed: 1, seeds: 20, orders: 4, template.Data, output.WriteLine);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Broken);
    }

    public sealed class Template : IAsyncLifetime
    {
        internal ShopData Data { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Data = await Shop.TemplateAsync();

        public ValueTask DisposeAsync() => Data.DisposeAsync();
    }
}
