using CampusCafe.BuildingBlocks.Calls;
using Microsoft.Extensions.Logging;

namespace CampusCafe.UnitTests.Calls;

public sealed class HttpExchangerTests
{
    private readonly ScriptedHttp wire = new();
    private readonly RecordingLogger logger = new();

    public static TheoryData<int> Inconclusive => [302, 401, 403, 429, 500, 502, 503, 504];

    [Theory]
    [MemberData(nameof(Inconclusive))]
    public async Task Given_an_inconclusive_status_When_sent_Then_unknown(int status)
    {
        wire.Answers(status, "secret body");

        Assert.DoesNotContain("secret", WhyUnknown(await SendAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_replayed_500_When_sent_Then_the_client_decides()
    {
        wire.Answers(500, "{}", replayed: true);

        Assert.True(Assert.IsType<Exchange.Answered>(await SendAsync()).IsReplayedFailure);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Given_a_refused_key_When_sent_Then_the_setting_is_named_in_a_warning(int status)
    {
        wire.Answers(status, "secret body");

        var why = WhyUnknown(await SendAsync());

        Assert.Contains("Some:ApiKey", why, StringComparison.Ordinal);
        var (level, line) = Assert.Single(logger.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("Some:ApiKey", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_refused_connection_When_sent_Then_unknown_without_the_address()
    {
        wire.Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused (provider.test:443)"));

        var why = WhyUnknown(await SendAsync());

        Assert.Contains("ConnectionError", why, StringComparison.Ordinal);
        Assert.DoesNotContain("provider.test", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_cut_connection_When_sent_Then_unknown_in_plain_words()
    {
        // What a socket that is reset before the answer looks like.
        wire.Throws(new HttpRequestException("An error occurred while sending the request.", new IOException()));

        Assert.Equal("The connection was cut.", WhyUnknown(await SendAsync()));
    }

    [Fact]
    public async Task Given_a_cut_connection_When_reading_Then_unknown()
    {
        wire.Throws(new HttpIOException(HttpRequestError.ResponseEnded));

        WhyUnknown(await SendAsync());
    }

    [Fact]
    public async Task Given_a_time_out_of_the_transport_When_sent_Then_unknown()
    {
        wire.Throws(new TaskCanceledException("", new TimeoutException()));

        WhyUnknown(await SendAsync());
    }

    [Fact]
    public async Task Given_a_host_that_stops_When_sent_Then_the_cancellation_propagates()
    {
        using var stopping = new CancellationTokenSource();
        wire.Hangs();
        var pending = new HttpExchanger(wire.Client, logger, "Some:ApiKey").SendAsync(new(HttpMethod.Get, "x"), stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    private Task<Exchange> SendAsync() =>
        new HttpExchanger(wire.Client, logger, "Some:ApiKey").SendAsync(new(HttpMethod.Get, "x"), TestContext.Current.CancellationToken);

    private static string WhyUnknown(Exchange exchange) =>
        Assert.IsType<CallResult.Unknown>(Assert.IsType<Exchange.Unanswered>(exchange).Meaning).Why;

    private sealed class RecordingLogger : ILogger
    {
        public List<(LogLevel Level, string Line)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception)));
    }
}
