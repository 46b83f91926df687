using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using static CampusCafe.UnitTests.Payments.Gateway.GatewayBench;

namespace CampusCafe.UnitTests.Payments.Gateway;

public sealed class AuthorizeTests
{
    private readonly GatewayBench bench = new();

    [Fact]
    public async Task Given_a_good_card_When_authorized_Then_stripes_form_is_sent_and_the_intent_is_known()
    {
        bench.Wire.Answers(200, IntentJson("requires_capture"));

        var result = await AuthorizeAsync();

        Assert.Equal(new CallResult.Succeeded(Intent), result);
        var sent = Assert.Single(bench.Wire.Sent);
        Assert.Equal(
            ("POST", "/v1/payment_intents", "application/x-www-form-urlencoded", Key),
            (sent.Method, sent.Route, sent.ContentType, sent.IdempotencyKey));
        Assert.Equal(
            "amount=450&currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true"
            + "&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never"
            + $"&metadata[order_id]={OrderId}&metadata[payment_id]={PaymentId}",
            Uri.UnescapeDataString(sent.Body!));
    }

    [Theory]
    [InlineData("insufficient_funds", "No. (insufficient_funds)")]
    [InlineData(null, "No. (card_declined)")]
    public async Task Given_a_bad_card_When_authorized_Then_declined_with_the_banks_reason(string? declineCode, string message)
    {
        bench.Wire.Answers(402, ErrorJson("card_error", "card_declined", declineCode: declineCode));

        Assert.Equal(new CallResult.Refused(GatewayRefusal.CardDeclined, message), await AuthorizeAsync());
    }

    [Fact]
    public async Task Given_a_replayed_decline_When_repeated_Then_it_is_a_decline()
    {
        bench.Wire.Answers(402, ErrorJson("card_error", "card_declined"), replayed: true);

        Assert.Equal(GatewayRefusal.CardDeclined, Code(await AuthorizeAsync(askFirst: true, age: TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public async Task Given_an_unheard_of_payment_method_When_authorized_Then_the_method_is_invalid()
    {
        bench.Wire.Answers(400, ErrorJson("invalid_request_error", "resource_missing", "payment_method"));

        Assert.Equal(GatewayRefusal.PaymentMethodInvalid, Code(await AuthorizeAsync()));
    }

    [Fact]
    public async Task Given_another_wrong_parameter_When_authorized_Then_refused_with_stripes_code()
    {
        bench.Wire.Answers(400, ErrorJson("invalid_request_error", "amount_too_small", "amount"));

        Assert.Equal("amount_too_small", Code(await AuthorizeAsync()));
    }

    [Theory]
    [InlineData("requires_action", GatewayRefusal.AuthenticationRequired)]
    [InlineData("requires_confirmation", GatewayRefusal.AuthenticationRequired)]
    [InlineData("requires_payment_method", GatewayRefusal.CardDeclined)]
    [InlineData("canceled", GatewayRefusal.PaymentCanceled)]
    public async Task Given_an_intent_that_holds_no_money_When_authorized_Then_refused(string status, string code)
    {
        bench.Wire.Answers(200, IntentJson(status));

        Assert.Equal(code, Code(await AuthorizeAsync()));
    }

    [Fact]
    public async Task Given_an_intent_in_processing_When_its_state_has_moved_on_Then_that_is_the_truth()
    {
        bench.Wire.Answers(200, IntentJson("processing"), replayed: true).Answers(200, ListJson(false, IntentJson("requires_capture")));

        Assert.Equal(new CallResult.Succeeded(Intent), await AuthorizeAsync());
    }

    [Fact]
    public async Task Given_an_intent_that_is_still_in_processing_When_authorized_Then_unknown()
    {
        bench.Wire.Answers(200, IntentJson("processing")).Answers(200, ListJson(false, IntentJson("processing")));

        Assert.IsType<CallResult.Unknown>(await AuthorizeAsync());
    }

    [Fact]
    public async Task Given_an_unknown_outcome_and_a_young_key_When_asked_again_Then_the_same_key_is_repeated_without_a_reading()
    {
        bench.Wire.Answers(200, IntentJson("requires_capture"), replayed: true);

        Assert.Equal(new CallResult.Succeeded(Intent), await AuthorizeAsync(askFirst: true, age: TimeSpan.FromHours(22)));
        Assert.Equal(Key, Assert.Single(bench.Wire.Sent).IdempotencyKey);
    }

    private Task<CallResult> AuthorizeAsync(bool askFirst = false, TimeSpan? age = null) =>
        bench.CallAsync(GatewayOperation.Authorize, askFirst, age);

    private static string Code(CallResult result) => Assert.IsType<CallResult.Refused>(result).Code;
}
