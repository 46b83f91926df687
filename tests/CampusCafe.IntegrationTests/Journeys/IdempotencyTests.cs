using System.Net;
using System.Net.Http.Json;

namespace CampusCafe.IntegrationTests.Journeys;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task Given_twenty_checkouts_at_once_When_under_one_key_Then_one_order_one_charge_and_equal_answers()
    {
        await using var shop = await Shop.OpenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.CheckoutAsync(key: "twins")));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.Accepted, reply.Status));
        Assert.Single(replies.Select(reply => reply.Text).Distinct());
        Assert.Single(replies.Select(reply => reply.Headers["Location"]).Distinct());
        Assert.Equal(19, replies.Count(reply => reply.Headers.ContainsKey("Idempotent-Replayed")));
        await shop.UntilStatusAsync(replies[0].OrderId, "completed");
        Assert.Equal(["authorize", "capture"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Equal(9, await shop.AvailableAsync());
    }

    [Fact]
    public async Task Given_orders_under_way_When_their_goods_are_restocked_many_times_at_once_Then_every_time_counts_once()
    {
        const int Times = 20;
        await using var shop = await Shop.OpenAsync();

        var orders = Enumerable.Range(0, 5).Select(_ => shop.PlaceAsync()).ToList();
        var restocks = await Task.WhenAll(Enumerable.Range(0, Times).Select(number =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock") { Content = JsonContent.Create(new { quantity = 1 }) };
            request.Headers.Add("Idempotency-Key", $"restock-{number}");
            return shop.SendAsync(request);
        }));

        Assert.All(restocks, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        await Task.WhenAll(orders);
        await shop.SettledAsync();
        Assert.Equal(10 + Times - orders.Count, await shop.AvailableAsync());
    }

    [Fact]
    public async Task Given_a_completed_order_When_its_checkout_is_repeated_Then_the_stored_answer()
    {
        await using var shop = await Shop.OpenAsync();
        var first = await shop.CheckoutAsync(key: "again");
        await shop.UntilStatusAsync(first.OrderId, "completed");

        var second = await shop.CheckoutAsync(key: "again");

        Assert.Equal((first.Status, first.Text), (second.Status, second.Text));
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
    }

    [Fact]
    public async Task Given_a_replay_that_waits_When_the_outcome_is_there_Then_the_order_as_it_is_now()
    {
        await using var shop = await Shop.OpenAsync();
        var first = await shop.CheckoutAsync(key: "patient");

        var second = await shop.CheckoutAsync(key: "patient", wait: 20);

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal(first.OrderId, second.OrderId);
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Contains(second.Json.Text("status"), new[] { "confirmed", "shipped", "completed" });
    }

    [Fact]
    public async Task Given_a_used_key_When_sent_with_another_body_Then_refused()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.CheckoutAsync(key: "mine");

        var other = await shop.CheckoutAsync(Shop.Cart(quantity: 2), key: "mine");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal("urn:campuscafe:problem:idempotency-key-reused", other.Json.Text("type"));
    }

    [Fact]
    public async Task Given_a_request_that_fails_validation_When_mended_Then_its_key_is_still_good()
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shop.CheckoutAsync(Shop.Cart(itemId: "tea"), key: "fresh")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shop.CheckoutAsync(Shop.Cart(quantity: 0), key: "fresh")).Status);

        Assert.Equal(HttpStatusCode.Accepted, (await shop.CheckoutAsync(key: "fresh")).Status);
    }

    [Fact]
    public async Task Given_ten_cakes_When_fifty_orders_come_at_once_Then_exactly_ten_are_confirmed()
    {
        await using var shop = await Shop.OpenAsync();

        var orders = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.PlaceAsync()));

        foreach (var order in orders)
        {
            await shop.UntilStatusAsync(order, "completed", "rejected");
        }

        var statuses = await Task.WhenAll(orders.Select(async order => (await shop.OrderAsync(order)).Text("status")));
        Assert.Equal(10, statuses.Count(status => status == "completed"));
        Assert.Equal(40, statuses.Count(status => status == "rejected"));
        Assert.Equal(0, await shop.AvailableAsync());
        Assert.Equal(10, (await shop.Simulators.Client.PaymentEffectsAsync()).Count(effect => effect == "capture"));
        Assert.Equal(10, (await shop.Simulators.Client.ShipmentEffectsAsync()).Count(effect => effect == "dispatch"));
    }
}
