using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.UnitTests.Calls;

public sealed class ResolvingCallTests
{
    private static readonly CallResult NotDone = new CallResult.NothingHappened("");
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Given_an_open_circuit_after_the_call_was_sent_When_read_Then_unknown()
    {
        var result = await ResolvingCall.RunAsync(
            askFirst: false,
            static () => Task.FromResult<CallResult>(new CallResult.NotSent("open")),
            static () => Task.FromResult(Verdict.ReplayedFailure));

        Assert.IsType<CallResult.Unknown>(result);
    }

    [Fact]
    public async Task Given_an_open_circuit_before_the_call_When_asking_first_Then_not_sent()
    {
        var result = await ResolvingCall.RunAsync(
            askFirst: true,
            static () => Task.FromResult<CallResult>(new CallResult.NotSent("open")),
            static () => throw new InvalidOperationException("Must not be sent."));

        Assert.IsType<CallResult.NotSent>(result);
    }

    [Fact]
    public async Task Given_a_reading_made_before_the_call_When_the_failure_is_replayed_Then_it_is_read_again()
    {
        var readings = new Queue<CallResult>([NotDone, new CallResult.Succeeded("it")]);

        var result = await ResolvingCall.RunAsync(
            askFirst: true, () => Task.FromResult(readings.Dequeue()), static () => Task.FromResult(Verdict.ReplayedFailure));

        Assert.Equal(new CallResult.Succeeded("it"), result);
    }

    [Theory]
    [InlineData(22.99, true, false)]
    [InlineData(23.0, true, true)]
    [InlineData(23.0, false, true)]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    public void Given_a_key_When_its_age_is_looked_at_Then_it_is_trusted_for_23_hours(double? hours, bool askFirst, bool forgotten)
    {
        var call = new CallRequest(
            Guid.Empty, new OrderId(Guid.Empty), "x", "key", askFirst, hours is { } h ? Now - TimeSpan.FromHours(h) : null);

        Assert.Equal(forgotten, call.KeyMayBeForgotten(Now));
    }
}
