using System.Net;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class PaymentProviderTests
{
    [Fact]
    public async Task Given_a_good_card_When_authorized_Then_the_intent_can_be_captured_and_the_ledger_says_so()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var intent = await simulators.Client.AuthorizeAsync("key-1", amount: 1200, orderId: "order-7");

        Assert.Equal(HttpStatusCode.OK, intent.Status);
        Assert.StartsWith("pi_", intent.Id, StringComparison.Ordinal);
        Assert.Equal("requires_capture", intent.StatusField);
        Assert.Equal(1200, intent.Json.GetProperty("amount_capturable").GetInt64());
        Assert.Equal("order-7", intent.Json.GetProperty("metadata").GetProperty("order_id").GetString());
        Assert.False(intent.Json.GetProperty("livemode").GetBoolean());

        var effect = (await simulators.Client.LedgerAsync()).GetProperty("payments").EnumerateArray().Single();
        Assert.Equal(intent.Id, effect.GetProperty("intentId").GetString());
        Assert.Equal("order-7", effect.GetProperty("orderId").GetString());
        Assert.Equal("authorize", effect.GetProperty("operation").GetString());
        Assert.Equal(1200, effect.GetProperty("amount").GetInt64());
        Assert.Equal("JPY", effect.GetProperty("currency").GetString());
        Assert.Equal("key-1", effect.GetProperty("idempotencyKey").GetString());
    }

    [Fact]
    public async Task Given_an_authorisation_When_captured_and_refunded_Then_the_money_came_and_went()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;

        var captured = await client.CaptureAsync(id);
        var refund = await client.RefundAsync(id);
        var again = await client.RefundAsync(id);

        Assert.Equal("succeeded", captured.StatusField);
        Assert.Equal(500, captured.Json.GetProperty("amount_received").GetInt64());
        Assert.StartsWith("re_", refund.Id, StringComparison.Ordinal);
        Assert.Equal("succeeded", refund.StatusField);
        Assert.Equal((HttpStatusCode.BadRequest, "charge_already_refunded"), (again.Status, again.ErrorCode));
        Assert.Equal(["authorize", "capture", "refund"], await client.PaymentEffectsAsync());

        var refunds = (await client.GetPaymentsAsync($"/v1/refunds?payment_intent={id}&limit=5")).Json;
        Assert.Equal(refund.Id, refunds.GetProperty("data").EnumerateArray().Single().GetProperty("id").GetString());
    }

    [Fact]
    public async Task Given_an_authorisation_When_captured_in_part_Then_only_that_part_can_be_refunded()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;

        var captured = await client.CaptureAsync(id, form: "amount_to_capture=300");
        var tooMuch = await client.RefundAsync(id, amount: 301);
        var part = await client.RefundAsync(id, amount: 100);
        var rest = await client.RefundAsync(id);

        Assert.Equal(300, captured.Json.GetProperty("amount_received").GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, tooMuch.Status);
        Assert.Equal(100, part.Json.GetProperty("amount").GetInt64());
        Assert.Equal(200, rest.Json.GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task Given_an_authorisation_When_voided_Then_it_cannot_be_captured()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;

        var voided = await client.VoidAsync(id);
        var captured = await client.CaptureAsync(id);

        Assert.Equal("canceled", voided.StatusField);
        Assert.Equal((HttpStatusCode.BadRequest, "payment_intent_unexpected_state"), (captured.Status, captured.ErrorCode));
        Assert.Equal("canceled", captured.Error.GetProperty("payment_intent").GetProperty("status").GetString());
        Assert.Equal(["authorize", "void"], await client.PaymentEffectsAsync());
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    public async Task Given_a_bad_card_When_authorized_Then_declined_without_effect(string paymentMethod, string declineCode)
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.AuthorizeAsync(paymentMethod: paymentMethod);

        Assert.Equal((HttpStatusCode.PaymentRequired, "card_declined"), (reply.Status, reply.ErrorCode));
        Assert.Equal("card_error", reply.Error.GetProperty("type").GetString());
        Assert.Equal(declineCode, reply.Error.GetProperty("decline_code").GetString());
        Assert.Equal("requires_payment_method", reply.Error.GetProperty("payment_intent").GetProperty("status").GetString());
        Assert.Empty(await simulators.Client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_token_that_nobody_issued_When_authorized_Then_no_such_payment_method()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.AuthorizeAsync(paymentMethod: "pm_card_gold");

        Assert.Equal((HttpStatusCode.BadRequest, "resource_missing"), (reply.Status, reply.ErrorCode));
        Assert.Equal("payment_method", reply.Error.GetProperty("param").GetString());
        Assert.Equal("No such PaymentMethod: 'pm_card_gold'", reply.Error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true", "amount")]
    [InlineData("amount=0&currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true", "amount")]
    [InlineData("amount=ten&currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true", "amount")]
    [InlineData("amount=10&currency=yen!&payment_method=pm_card_visa&capture_method=manual&confirm=true", "currency")]
    [InlineData("amount=10&currency=jpy&payment_method=pm_card_visa&confirm=true", "capture_method")]
    [InlineData("amount=10&currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true&tip=1", "tip")]
    public async Task Given_a_malformed_request_When_authorized_Then_refused_with_the_parameter(string form, string parameter)
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.PayAsync("/v1/payment_intents", form);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal("invalid_request_error", reply.Error.GetProperty("type").GetString());
        Assert.Equal(parameter, reply.Error.GetProperty("param").GetString());
    }

    [Fact]
    public async Task Given_automatic_payment_methods_When_authorized_Then_accepted()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.PayAsync(
            "/v1/payment_intents",
            "amount=10&currency=jpy&payment_method=pm_card_visa&capture_method=manual&confirm=true&description=cake&payment_method_types[]=card"
                + "&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Given_a_wrong_bearer_When_asked_Then_unauthorized_in_the_providers_shape()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        simulators.Client.PaymentsBearer = "sk_test_other";

        var reply = await simulators.Client.AuthorizeAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal("invalid_request_error", reply.Error.GetProperty("type").GetString());
        Assert.Empty(await simulators.Client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_three_intents_When_listed_in_pages_Then_newest_first()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        string[] ids = [(await client.AuthorizeAsync()).Id, (await client.AuthorizeAsync()).Id, (await client.AuthorizeAsync()).Id];

        var first = (await client.GetPaymentsAsync("/v1/payment_intents?limit=2&created[gte]=1")).Json;
        var second = (await client.GetPaymentsAsync($"/v1/payment_intents?limit=2&starting_after={ids[1]}")).Json;
        var later = (await client.GetPaymentsAsync("/v1/payment_intents?created[gte]=99999999999")).Json;

        Assert.Equal("list", first.GetProperty("object").GetString());
        Assert.Equal([ids[2], ids[1]], first.GetProperty("data").EnumerateArray().Select(static i => i.GetProperty("id").GetString()));
        Assert.True(first.GetProperty("has_more").GetBoolean());
        Assert.Equal([ids[0]], second.GetProperty("data").EnumerateArray().Select(static i => i.GetProperty("id").GetString()));
        Assert.False(second.GetProperty("has_more").GetBoolean());
        Assert.Empty(later.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Given_a_body_beyond_the_limit_When_sent_Then_refused_as_too_large()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.PayAsync("/v1/payment_intents", $"description={new string('a', 300_000)}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
    }

    [Fact]
    public async Task Given_no_such_intent_When_asked_for_Then_not_found()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var read = await simulators.Client.GetPaymentsAsync("/v1/payment_intents/pi_none");
        var captured = await simulators.Client.CaptureAsync("pi_none");

        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (read.Status, read.ErrorCode));
        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (captured.Status, captured.ErrorCode));
    }
}
