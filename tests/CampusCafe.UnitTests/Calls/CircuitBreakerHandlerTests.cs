using System.Net;
using CampusCafe.BuildingBlocks.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampusCafe.UnitTests.Calls;

public sealed class CircuitBreakerHandlerTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly ScriptedHttp wire = new();
    private readonly ManualTime time = new(new(2030, 1, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly HttpExchanger exchanger;

    public CircuitBreakerHandlerTests()
    {
        var http = new HttpClient(new CircuitBreakerHandler(Timeout, time) { InnerHandler = wire.Handler })
        {
            BaseAddress = new("https://provider.test/"),
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        exchanger = new(http, NullLogger.Instance, "Some:ApiKey");
    }

    public static TheoryData<string> Failures => ["5xx", "cut", "transport timeout"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Given_a_failing_provider_When_called_again_Then_nothing_is_sent(string failure)
    {
        await FailUntilOpenAsync(failure);

        var exchange = await SendAsync();

        Assert.IsType<CallResult.NotSent>(MeaningOf(exchange));
        Assert.Equal(CircuitBreakerHandler.MinimumThroughput, wire.Sent.Count);
    }

    [Fact]
    public async Task Given_an_open_circuit_When_the_break_is_over_Then_one_exchange_closes_it()
    {
        await FailUntilOpenAsync("5xx");
        time.Advance(CircuitBreakerHandler.BreakDuration + TimeSpan.FromMilliseconds(1));
        wire.Answers(200, "{}").Answers(200, "{}");

        Assert.IsType<Exchange.Answered>(await SendAsync());
        Assert.IsType<Exchange.Answered>(await SendAsync());
    }

    [Fact]
    public async Task Given_an_open_circuit_When_a_stored_failure_is_told_again_Then_it_closes_all_the_same()
    {
        await FailUntilOpenAsync("5xx");
        time.Advance(CircuitBreakerHandler.BreakDuration + TimeSpan.FromMilliseconds(1));
        wire.Answers(500, "{}", replayed: true).Answers(200, "{}");

        Assert.True(Assert.IsType<Exchange.Answered>(await SendAsync()).IsReplayedFailure);
        Assert.IsType<Exchange.Answered>(await SendAsync());
    }

    [Fact]
    public async Task Given_refusals_only_When_called_again_Then_the_circuit_is_closed()
    {
        for (var i = 0; i <= CircuitBreakerHandler.MinimumThroughput; i++)
        {
            wire.Answers(402, "{}");
            Assert.IsType<Exchange.Answered>(await SendAsync());
        }
    }

    [Fact]
    public async Task Given_a_host_that_stops_When_exchanges_are_cancelled_Then_the_provider_is_not_blamed()
    {
        for (var i = 0; i <= CircuitBreakerHandler.MinimumThroughput; i++)
        {
            using var stopping = new CancellationTokenSource();
            var pending = exchanger.SendAsync(new(HttpMethod.Get, "x"), Hang(stopping).Token);
            await stopping.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        }

        wire.Answers(200, "{}");
        Assert.IsType<Exchange.Answered>(await SendAsync());
    }

    [Fact]
    public async Task Given_no_answer_When_the_time_out_is_over_Then_unknown()
    {
        wire.Hangs();
        var pending = SendAsync();

        time.Advance(Timeout);

        Assert.IsType<CallResult.Unknown>(MeaningOf(await pending));
    }

    [Fact]
    public async Task Given_slow_answers_When_enough_of_them_time_out_Then_the_circuit_opens()
    {
        for (var i = 0; i < CircuitBreakerHandler.MinimumThroughput; i++)
        {
            wire.Hangs();
            var pending = SendAsync();
            time.Advance(Timeout);
            await pending;
        }

        Assert.IsType<CallResult.NotSent>(MeaningOf(await SendAsync()));
    }

    [Fact]
    public async Task Given_an_answer_without_end_When_read_Then_unknown()
    {
        wire.Answers(200, new string(' ', CircuitBreakerHandler.MaxResponseBytes + 1));

        Assert.IsType<CallResult.Unknown>(MeaningOf(await SendAsync()));
    }

    private async Task FailUntilOpenAsync(string failure)
    {
        for (var i = 0; i < CircuitBreakerHandler.MinimumThroughput; i++)
        {
            _ = failure switch
            {
                "5xx" => wire.Answers((int)HttpStatusCode.ServiceUnavailable, "{}"),
                "cut" => wire.Throws(new HttpRequestException(HttpRequestError.ResponseEnded)),
                _ => wire.Throws(new TaskCanceledException()),
            };
            Assert.IsType<CallResult.Unknown>(MeaningOf(await SendAsync()));
        }
    }

    private CancellationTokenSource Hang(CancellationTokenSource stopping)
    {
        wire.Hangs();
        return stopping;
    }

    private Task<Exchange> SendAsync() => exchanger.SendAsync(new(HttpMethod.Get, "x"), TestContext.Current.CancellationToken);

    private static CallResult MeaningOf(Exchange exchange) => Assert.IsType<Exchange.Unanswered>(exchange).Meaning;
}
