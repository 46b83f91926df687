using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using static CampusCafe.UnitTests.Payments.Gateway.GatewayBench;

namespace CampusCafe.UnitTests.Payments.Gateway;

public sealed class RefundTests
{
    private const string Read = "GET /v1/refunds?payment_intent=pi_1&limit=100";
    private const string Post = "POST /v1/refunds";

    private readonly GatewayBench bench = new();

    [Theory]
    [InlineData("succeeded")]
    [InlineData("pending")]
    public async Task Given_a_captured_payment_When_refunded_Then_the_refund_is_known(string status)
    {
        bench.Wire.Answers(200, RefundJson(status));

        Assert.Equal(new CallResult.Succeeded("re_1"), await RefundAsync());
        var sent = Assert.Single(bench.Wire.Sent);
        Assert.Equal(("POST", "/v1/refunds", "payment_intent=pi_1", Key), (sent.Method, sent.Route, sent.Body, sent.IdempotencyKey));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task Given_a_bank_that_takes_nothing_back_When_refunded_Then_refused(string status)
    {
        bench.Wire.Answers(200, RefundJson(status));

        Assert.Equal(GatewayRefusal.RefundFailed, Assert.IsType<CallResult.Refused>(await RefundAsync()).Code);
    }

    [Theory]
    [InlineData("requires_action")]
    [InlineData(null)]
    public async Task Given_an_open_refund_When_refunded_Then_unknown(string? status)
    {
        bench.Wire.Answers(200, RefundJson(status));

        Assert.IsType<CallResult.Unknown>(await RefundAsync());
    }

    [Fact]
    public async Task Given_an_unknown_outcome_When_all_was_given_back_Then_nothing_is_sent()
    {
        bench.Wire.Answers(200, ListJson(false, RefundJson("pending", 200, "re_2"), RefundJson("succeeded", 250)));

        Assert.Equal(new CallResult.Succeeded("re_2"), await RefundAsync(askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [InlineData("succeeded", 200)]
    [InlineData("failed", 450)]
    public async Task Given_an_unknown_outcome_When_not_all_was_given_back_Then_the_same_key_is_repeated(string status, long amount)
    {
        bench.Wire.Answers(200, ListJson(false, RefundJson(status, amount))).Answers(200, RefundJson("succeeded", id: "re_2"));

        Assert.Equal(new CallResult.Succeeded("re_2"), await RefundAsync(askFirst: true));
        Assert.Equal([Read, Post], bench.Wire.Lines);
        Assert.Equal(Key, bench.Wire.Sent[^1].IdempotencyKey);
    }

    [Fact]
    public async Task Given_an_unknown_outcome_When_a_refund_is_open_Then_nothing_is_sent()
    {
        bench.Wire.Answers(200, ListJson(false, RefundJson("requires_action")));

        Assert.IsType<CallResult.Unknown>(await RefundAsync(askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_an_unknown_outcome_When_there_are_more_refunds_than_one_page_Then_unknown()
    {
        bench.Wire.Answers(200, ListJson(true, RefundJson("succeeded", 1)));

        Assert.IsType<CallResult.Unknown>(await RefundAsync(askFirst: true));
    }

    [Fact]
    public async Task Given_a_replayed_500_When_no_refund_is_there_Then_nothing_happened()
    {
        bench.Wire.Answers(500, ErrorJson("api_error"), replayed: true).Answers(200, ListJson(false));

        Assert.IsType<CallResult.NothingHappened>(await RefundAsync());
        Assert.Equal([Post, Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_replayed_refund_When_the_bank_has_sent_the_money_back_since_Then_nothing_happened()
    {
        bench.Wire.Answers(200, RefundJson("pending"), replayed: true).Answers(200, ListJson(false, RefundJson("failed")));

        Assert.IsType<CallResult.NothingHappened>(await RefundAsync());
    }

    [Fact]
    public async Task Given_a_charge_that_is_refunded_already_When_refunded_Then_succeeded()
    {
        bench.Wire
            .Answers(400, ErrorJson("invalid_request_error", "charge_already_refunded"))
            .Answers(200, ListJson(false, RefundJson("succeeded")));

        Assert.Equal(new CallResult.Succeeded("re_1"), await RefundAsync());
    }

    private Task<CallResult> RefundAsync(bool askFirst = false) => bench.CallAsync(GatewayOperation.Refund, askFirst);
}
