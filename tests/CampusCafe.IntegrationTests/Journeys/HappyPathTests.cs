using System.Net;

namespace CampusCafe.IntegrationTests.Journeys;

public sealed class HappyPathTests
{
    [Fact]
    public async Task Given_stock_and_a_good_card_When_checked_out_Then_charged_shipped_and_completed()
    {
        await using var shop = await Shop.OpenAsync();

        var placed = await shop.CheckoutAsync(Shop.Cart(quantity: 2));

        Assert.Equal(HttpStatusCode.Accepted, placed.Status);
        Assert.Equal($"/orders/{placed.OrderId}", placed.Headers["Location"]);
        var order = await shop.UntilStatusAsync(placed.OrderId, "completed");
        Assert.Equal("captured", order.Text("payment.status"));
        Assert.Equal("committed", order.Text("stock.status"));
        Assert.Equal("delivered", order.Text("shipment.status"));
        Assert.StartsWith("CC", order.Text("shipment.trackingNumber"));
        Assert.Equal(8, await shop.AvailableAsync());
        Assert.Equal(["authorize", "capture"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Equal(["create", "dispatch", "deliver"], await shop.Simulators.Client.ShipmentEffectsAsync());
        var capture = (await shop.Simulators.Client.LedgerAsync()).GetProperty("payments")[1];
        Assert.Equal(900, capture.GetProperty("amount").GetInt64());
        Assert.Equal(placed.OrderId, capture.Text("orderId"));
    }
}
