using CampusCafe.Testing.Cancels;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>The customer changes their mind at every moment there is: what they are answered is what happens.</summary>
public sealed class CancelEverywhereTests(ITestOutputHelper output)
{
    /// <summary>2: a shop of its own for every other point, so that they are walked side by side.</summary>
    private const int Walkers = 2;

    private const int Customers = 200;

    [Fact]
    public async Task Given_an_order_When_it_is_cancelled_before_and_after_each_commit_and_call_Then_the_answer_is_kept()
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, Walkers).Select(WalkAsync));

        var all = CancelReport.Of(reports);
        output.WriteLine(all.ToString());
        Assert.Empty(all.Wrong);
        Assert.Contains(all.Runs, run => run.End == "cancelled");
        Assert.Contains(all.Runs, run => run.End == "completed");
    }

    [Theory]
    [InlineData(20261121)]
    public async Task Given_a_crowd_When_each_cancels_at_a_random_moment_Then_every_answer_is_kept(int seed)
    {
        await using var cancels = await CancelShop.OpenAsync();
        var longest = await new CancelWalk(cancels).CountAsync();

        var report = await new CancelCrowd(cancels).RunAsync(seed, Customers, longest * 4);

        output.WriteLine($"seed {seed}: {report}");
        Assert.Empty(report.Wrong);
        Assert.Equal(Customers, report.Runs.Count);
    }

    private static async Task<CancelReport> WalkAsync(int walker)
    {
        await using var cancels = await CancelShop.OpenAsync();
        var walk = new CancelWalk(cancels);
        var points = await walk.CountAsync();
        return await walk.RunAsync(Enumerable.Range(1, points).Where(point => point % Walkers == walker));
    }
}
