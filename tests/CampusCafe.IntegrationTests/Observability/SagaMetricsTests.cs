using CampusCafe.Testing.Observability;

namespace CampusCafe.IntegrationTests.Observability;

public sealed class SagaMetricsTests
{
    private const string Duration = "campuscafe.saga.duration";

    [Fact]
    public async Task Given_orders_that_end_When_measured_Then_once_each_by_outcome()
    {
        await using var shop = await Shop.OpenAsync();
        using var measured = new Measurements(shop.Services);

        var good = await shop.PlaceAsync();
        var declined = await shop.PlaceAsync(Shop.Cart(paymentMethod: "pm_card_chargeDeclined"));
        await shop.UntilStatusAsync(good, "completed");
        await shop.UntilStatusAsync(declined, "rejected");
        await Eventually.TrueAsync(() => measured.Of(Duration).Count >= 2, "both are measured");

        Assert.InRange(Assert.Single(measured.Of(Duration, "completed")).Value, 0.001, 600);
        Assert.Equal("payment_declined", Assert.Single(measured.Of(Duration, "rejected")).Tags["campuscafe.saga.failure"]);
        Assert.Equal(2, measured.Of(Duration).Count);
    }

    [Fact]
    public async Task Given_an_order_When_shipped_Then_every_consumer_and_every_call_has_told_of_its_work()
    {
        await using var shop = await Shop.OpenAsync();
        using var measured = new Measurements(shop.Services);

        await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");

        Assert.All(
            ["ordering", "inventory", "payments", "shipping"], consumer => Assert.NotEmpty(measured.Of("campuscafe.relay.deliveries", consumer, "handled")));
        Assert.All(["authorize", "capture", "create"], operation => Assert.Single(measured.Of("campuscafe.call.duration", operation, "succeeded")));
    }
}
