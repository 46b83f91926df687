using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using Polly.CircuitBreaker;
using static CampusCafe.UnitTests.Payments.Gateway.GatewayBench;

namespace CampusCafe.UnitTests.Payments.Gateway;

public sealed class EveryOperationTests
{
    private readonly GatewayBench bench = new();

    public static TheoryData<string> Operations =>
        [GatewayOperation.Authorize, GatewayOperation.Capture, GatewayOperation.Void, GatewayOperation.Refund];

    public static TheoryData<string, int, string> Inconclusive()
    {
        (int, string)[] answers =
        [
            (200, "<html>"),
            (200, ""),
            (200, "null"),
            (201, """{"object":"something else"}"""),
            (302, ""),
            (400, "<html>"),
            (400, ErrorJson("idempotency_error")),
            (400, ErrorJson("something_new")),
            (401, ErrorJson("invalid_request_error")),
            (403, ErrorJson("invalid_request_error")),
            (404, "<html>"),
            (409, ErrorJson("idempotency_error", "idempotency_key_in_use")),
            (429, ErrorJson("invalid_request_error", "rate_limit")),
            (500, ErrorJson("api_error")),
            (503, "<html>"),
        ];
        TheoryData<string, int, string> data = [];
        foreach (var operation in Operations)
        {
            foreach (var (status, body) in answers)
            {
                data.Add(operation, status, body);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Inconclusive))]
    public async Task Given_an_answer_that_settles_nothing_When_called_Then_unknown_and_nothing_else_is_sent(
        string operation, int status, string body)
    {
        bench.Wire.Answers(status, body);

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation));
        Assert.Single(bench.Wire.Sent);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_cut_connection_When_called_Then_unknown(string operation)
    {
        bench.Wire.Throws(new HttpRequestException(HttpRequestError.ResponseEnded));

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_time_out_When_called_Then_unknown(string operation)
    {
        bench.Wire.Throws(new TaskCanceledException());

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_an_open_circuit_When_called_Then_not_sent(string operation)
    {
        bench.Wire.Throws(new BrokenCircuitException()).Throws(new BrokenCircuitException());

        Assert.IsType<CallResult.NotSent>(await bench.CallAsync(operation));
        Assert.IsType<CallResult.NotSent>(await bench.CallAsync(operation, askFirst: true));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_circuit_that_opens_after_the_call_was_sent_When_read_Then_unknown(string operation)
    {
        bench.Wire.Answers(500, "{}", replayed: true).Throws(new BrokenCircuitException());

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_host_that_stops_When_called_Then_the_cancellation_propagates(string operation)
    {
        using var stopping = new CancellationTokenSource();
        bench.Wire.Hangs();
        var pending = bench.CallAsync(operation, cancellationToken: stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_clean_refusal_When_called_Then_refused_with_stripes_code(string operation)
    {
        bench.Wire.Answers(400, ErrorJson("invalid_request_error", $"{operation}_refused"));

        Assert.Equal(new CallResult.Refused($"{operation}_refused", "No."), await bench.CallAsync(operation));
    }

    [Fact]
    public async Task Given_an_operation_that_nobody_knows_When_called_Then_it_is_a_bug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => bench.CallAsync("give away"));
}
