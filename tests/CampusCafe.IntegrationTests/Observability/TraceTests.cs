using System.Diagnostics;
using CampusCafe.Testing.Observability;

namespace CampusCafe.IntegrationTests.Observability;

/// <summary>One trace from the customer's request through outbox, relay, consumer and worker to the provider.</summary>
public sealed class TraceTests
{
    private const string Http = "System.Net.Http";
    private const string Server = "Microsoft.AspNetCore";
    private const string Messaging = "CampusCafe.Messaging";
    private const string NoPolling = "Shipping:Polling:Interval=00:05:00";

    /// <summary>On a busy machine too, each call is made once.</summary>
    private static readonly string[] Patient = [NoPolling, "Payments:Gateway:Timeout=00:00:15", "Shipping:Carrier:Timeout=00:00:15"];

    [Fact]
    public async Task Given_an_order_When_it_is_shipped_Then_all_its_spans_are_one_trace()
    {
        using var spans = new Spans(Http, Server, Messaging);
        await using var shop = await Shop.OpenAsync(settings: Patient);
        shop.Simulators.Options.WebhookUrl = null; // What the carrier tells unasked would be a trace of its own.
        var id = Guid.CreateVersion7().ToString();

        var placed = await shop.CheckoutAsync(requestId: id);
        await shop.UntilStatusAsync(placed.OrderId, "shipped");
        await Eventually.TrueAsync(
            () => spans.ProcessesOf(id).Count() == 12 && spans.All.Any(span => span.DisplayName == "shipping dispatch"), "all spans have ended");

        var trace = Assert.Single(spans.ProcessesOf(id).Select(span => span.TraceId).Distinct());
        Assert.Equal(
            ["payments authorize", "payments capture", "shipping create", "shipping dispatch"],
            spans.Of(trace).Where(span => span is { Source.Name: Messaging, Kind: ActivityKind.Internal }).Select(span => span.DisplayName).Order());
        string[] way =
        [
            "POST", // To the provider.
            "payments authorize",
            "process payments.authorize-payment.v1",
            "process inventory.stock-held.v1",
            "process inventory.hold-stock.v1",
            "POST /checkout",
            "POST", // The customer's.
        ];
        var call = spans.Of(trace).Single(span => span.Source.Name == Http && ParentOf(span)?.DisplayName == "payments authorize");
        Assert.Equal(way, spans.WayUp(call));
        Assert.Contains(spans.Of(trace), span => span.Source.Name == Server && span.ParentSpanId == call.SpanId); // It reached the provider.
        Assert.Equal("process shipping.shipment-dispatched.v1", spans.ProcessesOf(id).MaxBy(span => span.StartTimeUtc)!.DisplayName);

        Activity? ParentOf(Activity span) => spans.Of(trace).FirstOrDefault(other => other.SpanId == span.ParentSpanId);
    }

    [Fact]
    public async Task Given_a_checkout_When_answered_Then_its_span_says_route_and_status_and_no_path()
    {
        using var spans = new Spans(Http, Server);
        await using var shop = await Shop.OpenAsync();
        using var request = new Activity("test").Start();

        await shop.GetAsync("/orders/somebody@example.com?name=somebody");
        await Eventually.TrueAsync(() => spans.Of(request.TraceId).Any(span => span.Kind is ActivityKind.Server), "the server's span has ended");

        var server = spans.Of(request.TraceId).Single(span => span.Kind is ActivityKind.Server);
        Assert.Equal("GET /orders/{orderId}", server.DisplayName);
        Assert.Equal(404, server.GetTagItem("http.response.status_code"));
        Assert.DoesNotContain(server.TagObjects, tag => tag.Value?.ToString()?.Contains("somebody", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Given_a_webhook_When_it_moves_the_order_on_Then_it_is_the_beginning_of_a_trace_that_bears_the_correlation_id()
    {
        using var spans = new Spans(Http, Server, Messaging);
        await using var shop = await Shop.OpenAsync(settings: NoPolling);
        var id = Guid.CreateVersion7().ToString();

        var placed = await shop.CheckoutAsync(requestId: id);
        await shop.UntilStatusAsync(placed.OrderId, "completed");
        await Eventually.TrueAsync(() => Delivered() is not null && spans.Of(Delivered()!.TraceId).Any(IsWebhook), "all spans have ended");

        Assert.Equal(default, spans.Of(Delivered()!.TraceId).Single(IsWebhook).ParentSpanId);

        Activity? Delivered() => spans.ProcessesOf(id).FirstOrDefault(span => span.DisplayName == "process shipping.shipment-delivered.v1");
        static bool IsWebhook(Activity span) => span.DisplayName == "POST /webhooks/carrier";
    }
}
