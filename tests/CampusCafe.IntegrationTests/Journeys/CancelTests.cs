using System.Net;
using CampusCafe.Inventory.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>Cancel in each of the saga's states: money and stock go back, or it is refused because the goods are leaving.</summary>
public sealed class CancelTests
{
    [Fact]
    public async Task Given_stock_being_held_When_cancelled_Then_cancelled_and_nobody_is_asked_for_money()
    {
        await using var shop = await Shop.OpenAsync();
        string orderId;
        await using (var scope = shop.Scope())
        {
            // The inventory's one writer is busy: the order stays where it is.
            var inventory = scope.ServiceProvider.GetRequiredService<InventoryDbContext>();
            await using var busy = await inventory.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            orderId = await shop.PlaceAsync();
            await AcceptedAsync(shop, orderId);
        }

        var order = await shop.UntilStatusAsync(orderId, "cancelled");
        Assert.Equal("released", order.Text("stock.status"));
        Assert.Empty(await shop.Simulators.Client.PaymentEffectsAsync());
        await AssertAllBackAsync(shop, orderId);
    }

    [Theory]
    [InlineData("payments", "authorize", "payment.status", "unknown", "voided")]
    [InlineData("carrier", "create", "shipment.status", "unknown", "voided")]
    [InlineData("payments", "capture", "payment.status", "unknown", "refunded")]
    public async Task Given_a_call_whose_outcome_is_unknown_When_cancelled_Then_found_out_first_and_undone(
        string target, string operation, string path, string stuck, string payment)
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync(target, operation, "lostReply");
        await shop.Simulators.Client.SetFaultAsync(target, "inquire", "fail"); // Or it would be found out at once.
        var orderId = await shop.PlaceAsync();
        await shop.UntilAsync(orderId, order => order.Text(path) == stuck, $"{path} {stuck}");

        await AcceptedAsync(shop, orderId);
        await shop.Simulators.Client.ClearFaultsAsync();

        var order = await shop.UntilStatusAsync(orderId, "cancelled");
        Assert.Equal(payment, order.Text("payment.status"));
        Assert.Null(order.Text("failure.code"));
        await AssertAllBackAsync(shop, orderId);
    }

    [Fact]
    public async Task Given_goods_that_are_leaving_When_cancelled_Then_refused_and_they_arrive()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("carrier", "dispatch", "fail");
        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "confirmed");

        await RefusedAsync(shop, orderId, "goods-leaving");
        await shop.Simulators.Client.ClearFaultsAsync();

        await shop.UntilStatusAsync(orderId, "completed");
        await RefusedAsync(shop, orderId, "goods-leaving");
    }

    [Fact]
    public async Task Given_a_rejected_order_When_cancelled_Then_refused()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync(Shop.Cart(quantity: 11));
        await shop.UntilStatusAsync(orderId, "rejected");

        await RefusedAsync(shop, orderId, "order-rejected");
    }

    [Fact]
    public async Task Given_no_such_order_When_cancelled_Then_not_found()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await shop.CancelAsync(Guid.CreateVersion7().ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.CancelAsync("nonsense")).Status);
    }

    private static async Task AcceptedAsync(Shop shop, string orderId)
    {
        var reply = await shop.CancelAsync(orderId);
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.Equal("cancelling", reply.Json.Text("status"));
    }

    private static async Task RefusedAsync(Shop shop, string orderId, string kind)
    {
        var reply = await shop.CancelAsync(orderId);
        Assert.Equal(HttpStatusCode.Conflict, reply.Status);
        Assert.Equal($"urn:campuscafe:problem:{kind}", reply.Json.Text("type"));
    }

    private static async Task AssertAllBackAsync(Shop shop, string orderId)
    {
        Assert.Equal(HttpStatusCode.OK, (await shop.CancelAsync(orderId)).Status);
        Assert.Equal(10, await shop.AvailableAsync());
        var shipments = await shop.Simulators.Client.ShipmentEffectsAsync();
        Assert.Equal(shipments.Count(effect => effect == "create"), shipments.Count(effect => effect == "cancel"));
        var payments = await shop.Simulators.Client.PaymentEffectsAsync();
        Assert.Equal(payments.Count(effect => effect == "authorize"), payments.Count(effect => effect is "void" or "refund"));
    }
}
