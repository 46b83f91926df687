using System.Net;
using System.Security.Cryptography;
using System.Text;
using CampusCafe.Testing.Fuzzing;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>Webhooks as anybody could send them: forged, old, twice, early, about nothing we know.</summary>
public sealed class WebhookTests
{
    [Theory]
    [InlineData("/webhooks/payments", "Stripe-Signature")]
    [InlineData("/webhooks/carrier", "Carrier-Signature")]
    public async Task Given_a_signature_that_is_missing_wrong_or_old_When_received_Then_400(string path, string header)
    {
        await using var shop = await Shop.OpenAsync();
        var secret = SecretOf(shop, path);

        string?[] bad = [null, "nonsense", Sign("{}", "another secret"), Sign("{}", secret, age: TimeSpan.FromMinutes(6)), Sign("other", secret)];
        foreach (var signature in bad)
        {
            var reply = await SendAsync(shop, path, header, signature, "{}");
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            Assert.Equal("urn:campuscafe:problem:webhook-signature", reply.Json.Text("type"));
        }
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"id\":\"\\ud800\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"\\ud800\"}", HttpStatusCode.NoContent)]
    [InlineData("{\"i\\ud800\":1}", HttpStatusCode.BadRequest)]
    [InlineData("{\"id\":\"evt_1\",\"t\\ud800\":1,\"dat\\ud800\":1}", HttpStatusCode.NoContent)]
    [InlineData("{\"id\":\"evt_1\"}", HttpStatusCode.NoContent)]
    [InlineData("{\"id\":\"evt_1\",\"type\":7,\"data\":[]}", HttpStatusCode.NoContent)]
    [InlineData("{\"id\":\"evt_1\",\"type\":\"shipment.delivered\",\"data\":{\"reference\":\"nobody's\"}}", HttpStatusCode.NoContent)]
    public async Task Given_a_signed_body_When_it_is_no_event_of_ours_Then_refused_or_passed_over(string body, HttpStatusCode status)
    {
        await using var shop = await Shop.OpenAsync();

        foreach (var (path, header) in new[] { ("/webhooks/payments", "Stripe-Signature"), ("/webhooks/carrier", "Carrier-Signature") })
        {
            Assert.Equal(status, (await SendAsync(shop, path, header, Sign(body, SecretOf(shop, path)), body)).Status);
        }
    }

    [Theory]
    [InlineData("/webhooks/payments")]
    [InlineData("/webhooks/carrier")]
    public async Task Given_a_chunk_size_that_overflows_When_received_Then_400(string path)
    {
        await using var shop = await Shop.OpenAsync();
        using RawClient client = new(new IPEndPoint(IPAddress.Loopback, shop.Http.BaseAddress!.Port));
        var request = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n";

        var reply = Assert.Single(await client.ExchangeAsync(
            new FuzzInput(Seed: 0, Index: 0, path, Encoding.ASCII.GetBytes(request), Ending.AfterReply, IsHttp: true)));

        Assert.Equal((400, "application/problem+json"), (reply.Status, reply.Headers["Content-Type"]));
    }

    [Fact]
    public async Task Given_a_delivered_event_When_received_twice_Then_the_order_completes_once()
    {
        await using var shop = await Shop.OpenAsync(settings: ["Shipping:Polling:Interval=01:00:00"]);
        shop.Simulators.Options.WebhookUrl = null;
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilStatusAsync(orderId, "shipped");
        var body = $$$"""{"id":"evt_twice","type":"shipment.delivered","data":{"reference":"{{{order.Text("shipment.shipmentId")}}}"}}""";
        var signature = Sign(body, shop.Simulators.Options.CarrierWebhookSecret);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(shop, "/webhooks/carrier", "Carrier-Signature", signature, body)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(shop, "/webhooks/carrier", "Carrier-Signature", signature, body)).Status);

        await shop.UntilStatusAsync(orderId, "completed");
        var timeline = (await shop.GetAsync($"/orders/{orderId}/timeline")).Json.EnumerateArray();
        Assert.Single(timeline, entry => entry.Text("type") == "shipping.shipment-delivered.v1");
    }

    [Theory]
    [InlineData("delivered", "completed")]
    [InlineData("lost", "shipped")]
    public async Task Given_a_dispatch_that_nobody_can_find_out_about_When_the_carrier_tells_by_itself_Then_nothing_is_left_to_ask(
        string @event, string status)
    {
        await using var shop = await Shop.OpenAsync(settings: ["OutgoingCalls:AttemptsBeforeParking=2", "Shipping:Polling:Interval=01:00:00"]);
        shop.Simulators.Options.DeliveredAfter = TimeSpan.FromDays(1);
        await shop.Simulators.Client.SetFaultAsync("carrier", "dispatch", "lostReply");
        await shop.Simulators.Client.SetFaultAsync("carrier", "inquire", "fail");
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilAsync(orderId, o => o.Text("status") == "confirmed" && o.GetProperty("needsAttention").GetBoolean(), "a parked dispatch");

        await shop.Simulators.Client.SimulateAsync(@event, order.Text("shipment.shipmentId")!);

        // The carrier still answers no question, and none is open.
        await shop.UntilAsync(orderId, o => o.Text("status") == status && o.Text("shipment.status") == @event, @event);
        await Eventually.TrueAsync(async () => !(await ReasonsAsync()).Contains("shipping.dispatch"), "the call's attention is cleared");

        async Task<string> ReasonsAsync() => (await shop.GetAsync($"/operations/orders/{orderId}")).Json.GetProperty("attention").GetRawText();
    }

    [Fact]
    public async Task Given_webhooks_that_never_come_When_polled_Then_the_order_completes()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Simulators.Options.WebhookUrl = null;

        await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");
    }

    [Fact]
    public async Task Given_a_payment_webhook_When_a_capture_is_unknown_Then_the_provider_is_asked_at_once()
    {
        await using var shop = await Shop.OpenAsync(settings: ["OutgoingCalls:FirstRetryAfter=00:10:00", "OutgoingCalls:LongestRetryAfter=00:10:00"]);
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "lostReply", times: 1);

        // The retry would come in minutes; the provider's own event brings it forward.
        await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");
    }

    private static string SecretOf(Shop shop, string path) =>
        path == "/webhooks/payments" ? shop.Simulators.Options.PaymentsWebhookSecret : shop.Simulators.Options.CarrierWebhookSecret;

    private static string Sign(string body, string secret, TimeSpan age = default)
    {
        var timestamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
        return $"t={timestamp},v1={Convert.ToHexStringLower(signature)}";
    }

    private static Task<ShopReply> SendAsync(Shop shop, string path, string header, string? signature, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(header, signature);
        }

        return shop.SendAsync(request);
    }
}
