using System.Net;
using System.Text.Json;

namespace CampusCafe.IntegrationTests.Journeys;

public sealed class TimelineTests
{
    [Fact]
    public async Task Given_a_completed_order_When_its_timeline_is_read_Then_every_message_and_call_is_there_in_order()
    {
        await using var shop = await Shop.OpenAsync();
        var placed = await shop.CheckoutAsync(requestId: "checkout-42");
        await shop.UntilStatusAsync(placed.OrderId, "completed");

        var timeline = (await shop.GetAsync($"/orders/{placed.OrderId}/timeline")).Json;

        Assert.All(timeline.EnumerateArray(), entry => Assert.Equal("checkout-42", entry.Text("correlationId")));
        var types = Types(timeline);
        Assert.Equal("inventory.hold-stock.v1", types[0]);
        Assert.Equal("shipping.shipment-delivered.v1", types[^1]);
        string[] expected =
        [
            "inventory.hold-stock.v1", "inventory.stock-held.v1", "payments.authorize-payment.v1", "call:authorize", "payments.payment-authorized.v1",
            "inventory.commit-stock.v1", "inventory.stock-committed.v1", "shipping.create-shipment.v1", "call:create", "shipping.shipment-created.v1",
            "payments.capture-payment.v1", "call:capture", "payments.payment-captured.v1",
            "shipping.dispatch-shipment.v1", "call:dispatch", "shipping.shipment-dispatched.v1", "shipping.shipment-delivered.v1",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        Assert.All(Messages(timeline), message => Assert.Equal("handled", message.GetProperty("deliveries")[0].Text("outcome")));
    }

    [Fact]
    public async Task Given_a_timeline_When_followed_back_Then_every_message_was_caused_by_one_before_it()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "completed");

        var messages = Messages((await shop.GetAsync($"/orders/{orderId}/timeline")).Json);

        var ids = messages.Select(message => message.Text("messageId")).ToHashSet();
        // Nobody caused the checkout; the delivery was told by a webhook or found by polling.
        string[] started = ["inventory.hold-stock.v1", "shipping.shipment-delivered.v1"];
        Assert.All(messages.Where(m => !started.Contains(m.Text("type"))), message => Assert.Contains(message.Text("causationId"), ids));
    }

    [Fact]
    public async Task Given_two_orders_under_one_request_id_When_a_timeline_is_read_Then_it_is_of_that_order_only()
    {
        await using var shop = await Shop.OpenAsync();
        var first = await shop.CheckoutAsync(requestId: "shared");
        var second = await shop.CheckoutAsync(Shop.Cart(quantity: 11), requestId: "shared");
        await shop.UntilStatusAsync(first.OrderId, "completed");
        await shop.UntilStatusAsync(second.OrderId, "rejected");

        var types = Types((await shop.GetAsync($"/orders/{second.OrderId}/timeline")).Json);

        Assert.Equal(["inventory.hold-stock.v1", "inventory.stock-rejected.v1"], types);
    }

    [Fact]
    public async Task Given_a_cancel_by_another_request_When_the_timeline_is_read_Then_it_keeps_the_checkouts_correlation_id()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var placed = await shop.CheckoutAsync(requestId: "the-checkout");
        await shop.UntilAsync(placed.OrderId, order => order.Text("payment.status") is not "none", "a payment");
        using var cancel = new HttpRequestMessage(HttpMethod.Post, $"/orders/{placed.OrderId}/cancel");
        cancel.Headers.Add("X-Request-Id", "the-cancel");
        var cancelled = await shop.SendAsync(cancel);
        Assert.True(cancelled.Headers.TryGetValue("X-Request-Id", out var echoed), $"{cancelled.Status} {cancelled.Text}");
        Assert.Equal("the-cancel", echoed);
        await shop.Simulators.Client.ClearFaultsAsync();
        await shop.UntilStatusAsync(placed.OrderId, "cancelled");

        var timeline = (await shop.GetAsync($"/orders/{placed.OrderId}/timeline")).Json;

        Assert.All(timeline.EnumerateArray(), entry => Assert.Equal("the-checkout", entry.Text("correlationId")));
        Assert.Contains("payments.cancel-payment.v1", Types(timeline));
    }

    [Fact]
    public async Task Given_only_a_payment_id_When_looked_up_Then_the_order_and_every_attempt()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "lostReply", times: 1);
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilStatusAsync(orderId, "completed");

        var reply = await shop.GetAsync($"/payments/{order.Text("payment.paymentId")}");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal((orderId, "captured"), (reply.Json.Text("orderId"), reply.Json.Text("status")));
        Assert.Equal(450, reply.Json.GetProperty("amount").GetProperty("amount").GetInt64());
        var attempts = reply.Json.GetProperty("attempts").EnumerateArray().Select(a => (a.Text("operation"), a.Text("outcome"))).ToList();
        Assert.Equal([("authorize", "succeeded"), ("capture", "unknown"), ("capture", "succeeded")], attempts);
    }

    private static List<string> Types(JsonElement timeline) =>
        [.. timeline.EnumerateArray().Select(entry => entry.Text("type")!)];

    private static List<JsonElement> Messages(JsonElement timeline) =>
        [.. timeline.EnumerateArray().Where(entry => entry.Text("messageId") is not null)];
}
