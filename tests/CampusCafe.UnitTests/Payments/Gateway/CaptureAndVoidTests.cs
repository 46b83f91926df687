using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using static CampusCafe.UnitTests.Payments.Gateway.GatewayBench;

namespace CampusCafe.UnitTests.Payments.Gateway;

public sealed class CaptureAndVoidTests
{
    private const string Read = "GET /v1/payment_intents/pi_1";
    private static readonly string ServerError = ErrorJson("api_error");
    private static readonly string UnexpectedState = ErrorJson("invalid_request_error", "payment_intent_unexpected_state");

    private readonly GatewayBench bench = new();

    /// <summary>Operation, its route, the status that it wants.</summary>
    public static TheoryData<string, string, string> Operations => new()
    {
        { GatewayOperation.Capture, "capture", "succeeded" },
        { GatewayOperation.Void, "cancel", "canceled" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_an_authorization_When_called_Then_one_post_does_it(string operation, string route, string wanted)
    {
        bench.Wire.Answers(200, IntentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Intent), await bench.CallAsync(operation));
        var sent = Assert.Single(bench.Wire.Sent);
        Assert.Equal(
            ("POST", $"/v1/payment_intents/pi_1/{route}", "", Key),
            (sent.Method, sent.Route, sent.Body, sent.IdempotencyKey));
    }

    [Theory]
    [InlineData(GatewayOperation.Capture, "succeeded")]
    [InlineData(GatewayOperation.Void, "canceled")]
    public async Task Given_an_unknown_outcome_When_it_was_done_Then_nothing_is_sent(string operation, string wanted)
    {
        bench.Wire.Answers(200, IntentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Intent), await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_an_unknown_outcome_When_it_was_not_done_Then_the_same_key_is_repeated(string operation, string route, string wanted)
    {
        bench.Wire.Answers(200, IntentJson("requires_capture")).Answers(200, IntentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Intent), await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read, $"POST /v1/payment_intents/pi_1/{route}"], bench.Wire.Lines);
        Assert.Equal(Key, bench.Wire.Sent[^1].IdempotencyKey);
    }

    [Theory]
    [InlineData(GatewayOperation.Capture, "canceled", GatewayRefusal.PaymentCanceled)]
    [InlineData(GatewayOperation.Capture, "requires_payment_method", GatewayRefusal.NotAuthorized)]
    [InlineData(GatewayOperation.Void, "succeeded", GatewayRefusal.PaymentCaptured)]
    public async Task Given_an_unknown_outcome_When_it_can_not_be_done_any_more_Then_refused(string operation, string status, string code)
    {
        bench.Wire.Answers(200, IntentJson(status));

        Assert.Equal(code, Assert.IsType<CallResult.Refused>(await bench.CallAsync(operation, askFirst: true)).Code);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(404, """{"error":{"type":"invalid_request_error","code":"resource_missing"}}""")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"id":"pi_1"}""")]
    [InlineData(200, """{"id":"pi_1","status":"processing"}""")]
    public async Task Given_an_unknown_outcome_When_the_reading_is_inconclusive_Then_nothing_is_sent(int status, string body)
    {
        bench.Wire.Answers(status, body);

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(GatewayOperation.Capture, askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_nobody_says_so_Then_the_intent_is_read_first()
    {
        bench.Wire.Answers(200, IntentJson("succeeded"));

        await bench.CallAsync(GatewayOperation.Capture, askFirst: false, age: TimeSpan.FromHours(23));

        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [InlineData(GatewayOperation.Capture, "capture")]
    [InlineData(GatewayOperation.Void, "cancel")]
    public async Task Given_a_replayed_500_When_read_afterwards_and_not_done_Then_nothing_happened(string operation, string route)
    {
        bench.Wire
            .Answers(200, IntentJson("requires_capture"))
            .Answers(500, ServerError, replayed: true)
            .Answers(200, IntentJson("requires_capture"));

        Assert.IsType<CallResult.NothingHappened>(await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read, $"POST /v1/payment_intents/pi_1/{route}", Read], bench.Wire.Lines);
    }

    [Theory]
    [InlineData(GatewayOperation.Capture, "succeeded")]
    [InlineData(GatewayOperation.Void, "canceled")]
    public async Task Given_a_replayed_500_When_read_afterwards_and_done_Then_succeeded(string operation, string wanted)
    {
        bench.Wire
            .Answers(200, IntentJson("requires_capture"))
            .Answers(500, ServerError, replayed: true)
            .Answers(200, IntentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Intent), await bench.CallAsync(operation, askFirst: true));
    }

    [Fact]
    public async Task Given_a_replayed_500_When_it_can_not_be_read_afterwards_Then_unknown()
    {
        bench.Wire.Answers(500, ServerError, replayed: true).Throws(new HttpRequestException(HttpRequestError.ConnectionError));

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(GatewayOperation.Capture));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_refusal_over_the_state_When_it_is_the_wanted_one_Then_succeeded(string operation, string route, string wanted)
    {
        bench.Wire.Answers(400, UnexpectedState).Answers(200, IntentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Intent), await bench.CallAsync(operation));
        Assert.Equal([$"POST /v1/payment_intents/pi_1/{route}", Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_refusal_over_the_state_When_it_is_another_Then_refused()
    {
        bench.Wire.Answers(400, UnexpectedState).Answers(200, IntentJson("canceled"));

        Assert.Equal(
            GatewayRefusal.PaymentCanceled, Assert.IsType<CallResult.Refused>(await bench.CallAsync(GatewayOperation.Capture)).Code);
    }

    [Fact]
    public async Task Given_a_refusal_over_the_state_When_the_state_allows_it_Then_stripes_refusal_holds()
    {
        bench.Wire.Answers(400, UnexpectedState).Answers(200, IntentJson("requires_capture"));

        Assert.Equal(
            new CallResult.Refused("payment_intent_unexpected_state", "No."), await bench.CallAsync(GatewayOperation.Capture));
    }

    [Fact]
    public async Task Given_agreement_without_effect_When_captured_Then_unknown()
    {
        bench.Wire.Answers(200, IntentJson("requires_capture"));

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(GatewayOperation.Capture));
    }
}
