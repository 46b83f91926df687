using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.UnitTests.Messaging;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(4, 800)]
    [InlineData(5, 1000)]
    [InlineData(5000, 1000)]
    public void Given_failed_attempts_When_delayed_Then_doubled_bounded_and_jittered(int attempts, double full)
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.InRange(Backoff.After(attempts, First, Longest, jitter: 0.5).TotalMilliseconds, full / 2, full);
        }
    }
}
