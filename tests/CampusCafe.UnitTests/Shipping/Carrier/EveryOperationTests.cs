using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using Polly.CircuitBreaker;
using static CampusCafe.UnitTests.Shipping.Carrier.CarrierBench;

namespace CampusCafe.UnitTests.Shipping.Carrier;

public sealed class EveryOperationTests
{
    private readonly CarrierBench bench = new();

    public static TheoryData<string> Operations => [CarrierOperation.Create, CarrierOperation.Cancel, CarrierOperation.Dispatch];

    public static TheoryData<string, int, string> Inconclusive()
    {
        (int, string)[] answers =
        [
            (200, "<html>"),
            (201, ""),
            (200, "null"),
            (200, ShipmentJson("beamed")),
            (302, ""),
            (401, ErrorJson("unauthorized")),
            (403, ErrorJson("unauthorized")),
            (404, "<html>"),
            (409, ErrorJson("idempotency_key_in_use")),
            (418, ErrorJson("teapot")),
            (422, ErrorJson("idempotency_key_mismatch")),
            (429, ErrorJson("slow_down")),
            (500, ErrorJson("internal_error")),
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

    [Fact]
    public async Task Given_an_operation_that_nobody_knows_When_called_Then_it_is_a_bug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => bench.CallAsync("beam"));
}
