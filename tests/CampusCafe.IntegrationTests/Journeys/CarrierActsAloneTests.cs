
namespace CampusCafe.IntegrationTests.Journeys;

public sealed class CarrierActsAloneTests
{
    [Theory]
    [InlineData("dispatched")]
    [InlineData("delivered")]
    public async Task Given_a_capture_that_hangs_When_the_carrier_takes_the_goods_Then_attention_and_the_dispatch_is_skipped(string @event)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "fail");
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilAsync(orderId, o => o.Text("shipment.status") == "created", "a booked shipment");

        await shop.Simulators.Client.SimulateAsync(@event, order.Text("shipment.shipmentId")!);
        await shop.UntilAsync(orderId, o => o.GetProperty("needsAttention").GetBoolean(), "attention");
        await shop.Simulators.Client.ClearFaultsAsync();

        order = await shop.UntilStatusAsync(orderId, "completed");
        Assert.False(order.GetProperty("needsAttention").GetBoolean());
        Assert.Equal(1, (await shop.Simulators.Client.PaymentEffectsAsync()).Count(effect => effect == "capture"));
        Assert.Equal(1, (await shop.Simulators.Client.ShipmentEffectsAsync()).Count(effect => effect == "dispatch"));
    }

    [Fact]
    public async Task Given_goods_that_have_left_When_the_order_is_undone_Then_it_waits_for_a_person()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "fail");
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilAsync(orderId, o => o.Text("shipment.status") == "created", "a booked shipment");
        await shop.Simulators.Client.SimulateAsync("dispatched", order.Text("shipment.shipmentId")!);
        await shop.UntilAsync(orderId, o => o.Text("shipment.status") is "dispatched" or "delivered", "goods that left");

        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "decline");

        order = await shop.UntilStatusAsync(orderId, "cancelling");
        Assert.True(order.GetProperty("needsAttention").GetBoolean());
        Assert.Equal("committed", order.Text("stock.status"));
    }
}
