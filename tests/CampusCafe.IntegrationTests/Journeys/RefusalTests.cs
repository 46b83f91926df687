using System.Text.Json;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>Every refusal ends with the order rejected for its first cause, and money and stock as if it had never been.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("pm_card_chargeDeclined", "payment_declined")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "payment_declined")]
    [InlineData("pm_card_nobodyKnows", "payment_method_invalid")]
    public async Task Given_a_card_that_is_refused_When_checked_out_Then_rejected_and_the_hold_released(string paymentMethod, string code)
    {
        await using var shop = await Shop.OpenAsync();

        var order = await RejectedAsync(shop, Shop.Cart(paymentMethod: paymentMethod), code);

        Assert.Equal(("declined", "released", "none"), Statuses(order));
        Assert.Empty(await shop.Simulators.Client.PaymentEffectsAsync());
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_too_few_on_the_shelf_When_checked_out_Then_rejected_and_nobody_is_asked_for_money()
    {
        await using var shop = await Shop.OpenAsync();

        var order = await RejectedAsync(shop, Shop.Cart(quantity: 11), "out_of_stock");

        Assert.Equal(("none", "rejected", "none"), Statuses(order));
        Assert.Contains("cake", order.Text("failure.message"));
        Assert.Empty(await shop.Simulators.Client.PaymentEffectsAsync());
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_a_carrier_that_refuses_When_checked_out_Then_rejected_voided_and_the_stock_back()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("carrier", "create", "decline");

        var order = await RejectedAsync(shop, Shop.Cart(), "shipment_rejected");

        Assert.Equal(("voided", "restocked", "rejected"), Statuses(order));
        Assert.Equal(["authorize", "void"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Empty(await shop.Simulators.Client.ShipmentEffectsAsync());
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_a_capture_that_is_refused_When_checked_out_Then_rejected_and_everything_undone()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "decline");

        var order = await RejectedAsync(shop, Shop.Cart(), "capture_failed");

        Assert.Equal(("voided", "restocked", "cancelled"), Statuses(order));
        Assert.Equal(["authorize", "void"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Equal(["create", "cancel"], await shop.Simulators.Client.ShipmentEffectsAsync());
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_a_dispatch_that_is_refused_When_checked_out_Then_rejected_refunded_and_the_stock_back()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("carrier", "dispatch", "decline");

        var order = await RejectedAsync(shop, Shop.Cart(), "dispatch_refused");

        Assert.Equal(("refunded", "restocked", "cancelled"), Statuses(order));
        Assert.Equal(["authorize", "capture", "refund"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Equal(["create", "cancel"], await shop.Simulators.Client.ShipmentEffectsAsync());
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_a_hold_that_expired_When_the_card_is_authorized_at_last_Then_rejected_and_voided()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var orderId = await shop.PlaceAsync();
        await shop.UntilAsync(orderId, order => order.Text("stock.status") == "held", "stock held");
        await shop.ExpireHoldAsync(orderId);

        await shop.Simulators.Client.ClearFaultsAsync();

        var order = await shop.UntilStatusAsync(orderId, "rejected");
        Assert.Equal("stock_commit_rejected", order.Text("failure.code"));
        Assert.Equal("released", order.Text("stock.status"));
        Assert.Equal("voided", order.Text("payment.status"));
        await AssertNothingIsLeftAsync(shop);
    }

    [Fact]
    public async Task Given_a_provider_that_is_down_past_the_deadline_When_it_is_back_Then_the_order_was_undone()
    {
        await using var shop = await Shop.OpenAsync(settings: "Ordering:Deadline=00:00:00.5");
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "cancelling");

        await shop.Simulators.Client.ClearFaultsAsync();

        var order = await shop.UntilStatusAsync(orderId, "rejected");
        Assert.Equal("deadline_exceeded", order.Text("failure.code"));
        Assert.False(order.GetProperty("needsAttention").GetBoolean());
        await AssertNothingIsLeftAsync(shop);
    }

    private static async Task<JsonElement> RejectedAsync(Shop shop, object cart, string code)
    {
        var order = await shop.UntilStatusAsync(await shop.PlaceAsync(cart), "rejected");
        Assert.Equal(code, order.Text("failure.code"));
        Assert.False(order.GetProperty("needsAttention").GetBoolean());
        return order;
    }

    private static (string?, string?, string?) Statuses(JsonElement order) =>
        (order.Text("payment.status"), order.Text("stock.status"), order.Text("shipment.status"));

    private static async Task AssertNothingIsLeftAsync(Shop shop)
    {
        var state = (await shop.GetAsync("/inventory/state")).Json;
        Assert.Equal(10, state.GetProperty("stock").GetProperty("cake").GetInt32());
        Assert.Equal(0, state.GetProperty("reservations").GetInt32());
    }
}
