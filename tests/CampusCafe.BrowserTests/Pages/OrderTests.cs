using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using CampusCafe.Testing.Samples;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Orders come, are looked at, cancelled and cared for, while somebody looks.</summary>
public sealed class OrderTests(InChromium chromium, OrderTests.Impatient impatient) : BrowserTest(chromium), IClassFixture<OrderTests.Impatient>
{
    private readonly Shop shop = impatient.Shop;

    /// <summary>Calls a person soon.</summary>
    public sealed class Impatient() : OpenShop(settings: "OutgoingCalls:AttemptsBeforeParking=2");

    [Fact]
    public async Task Given_the_list_of_orders_When_one_is_placed_Then_it_comes_by_itself_and_leads_to_its_page()
    {
        var visit = await VisitAsync(shop, "/ops/orders");
        await visit.Page.EvaluateAsync("document.body.dataset.mark = 'kept'"); // A page that is loaded anew has none.

        var orderId = await shop.PlaceAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = orderId })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("body")).ToHaveAttributeAsync("data-mark", "kept");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = orderId }).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync($"/ops/orders/{orderId}");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync($"Order {orderId}");
        await Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "The order's path" }).GetByText("Goods dispatched (done)")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "A diagram of the messages" }).Locator("g.call").First).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "hold-stock" })).ToContainTextAsync("handled");
    }

    [Fact]
    public async Task Given_an_order_under_way_When_cancelled_by_its_dialog_Then_it_asks_first_and_the_page_follows()
    {
        await using var jam = await Jam.OfAsync(shop);
        var orderId = await shop.PlaceAsync();
        var visit = await VisitAsync(shop, $"/ops/orders/{orderId}");

        await visit.Button("Cancel the order").ClickAsync();
        await Expect(visit.Dialog).ToHaveAccessibleNameAsync("Cancel the order?");
        await Expect(visit.Dialog).ToContainTextAsync("This can't be taken back.");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "No" }).ClickAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        Assert.Equal("placed", (await shop.OrderAsync(orderId)).Text("status"));

        await visit.DoAsync("Cancel the order");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The order is being cancelled.");
        await jam.DisposeAsync();

        await Expect(Status(visit)).ToHaveTextAsync("cancelled");
        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Cancelled" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Given_a_provider_that_was_down_When_the_order_that_calls_for_a_person_is_resumed_Then_it_goes_on()
    {
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "fail");
        var orderId = await shop.PlaceAsync();
        var visit = await VisitAsync(shop, $"/ops/orders/{orderId}");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "This order needs attention." })).ToContainTextAsync("payments.capture");
        await visit.GoAsync("/ops/orders?attention=true");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = orderId }).ClickAsync();
        await shop.Simulators.Client.ClearFaultsAsync();

        await visit.DoAsync("Resume");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The commands were sent anew.");
        await Expect(Status(visit)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("shipped|completed"));
        await Expect(visit.Page.GetByText("This order needs attention.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Given_goods_that_left_by_themselves_When_the_customer_is_charged_Then_the_order_ends()
    {
        var orderId = await shop.CancelTooLateAsync();
        var visit = await VisitAsync(shop, $"/ops/orders/{orderId}");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The goods left though nobody had asked for it.");

        await visit.DoAsync("Charge the goods");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The customer is being charged.");
        await Expect(Status(visit)).ToHaveTextAsync("completed");
        await Expect(visit.Button("Refund the money")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Given_a_shipment_that_was_lost_When_refunded_Then_the_order_ends()
    {
        var deliveredAfter = shop.Simulators.Options.DeliveredAfter;
        var orderId = await shop.LoseShipmentAsync();
        shop.Simulators.Options.DeliveredAfter = deliveredAfter;
        var visit = await VisitAsync(shop, $"/ops/orders/{orderId}");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The carrier says that the goods are lost.");
        await Expect(visit.Button("Charge the goods")).ToHaveCountAsync(0);

        await visit.DoAsync("Refund the money");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The money is being given back.");
        await Expect(Status(visit)).ToHaveTextAsync("cancelled");
    }

    [Fact]
    public async Task Given_two_operators_When_both_cancel_an_order_Then_the_second_is_told_how_it_is_now()
    {
        await using var jam = await Jam.OfAsync(shop);
        var orderId = await shop.PlaceAsync();
        var first = await VisitAsync(shop, $"/ops/orders/{orderId}");
        var second = await VisitAsync(shop, $"/ops/orders/{orderId}");
        await second.Button("Cancel the order").ClickAsync();

        await first.DoAsync("Cancel the order");
        await Expect(first.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await jam.DisposeAsync();
        await shop.UntilStatusAsync(orderId, "cancelled");
        await second.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the order" }).ClickAsync();

        await Expect(Status(second)).ToHaveTextAsync("cancelled");
    }

    [Fact]
    public async Task Given_a_search_When_its_address_is_shared_Then_somebody_else_sees_the_same()
    {
        var cart = Shop.Cart(paymentMethod: "pm_card_chargeDeclined");
        cart["customer"] = new { name = "Bo", email = "bo@example.com" };
        var orderId = await shop.PlaceAsync(cart);
        await shop.UntilStatusAsync(orderId, "rejected");
        await shop.PlaceAsync();
        var visit = await VisitAsync(shop, "/ops/orders");

        await visit.Page.GetByLabel("Order, payment or shipment id, e-mail address, or correlation id").FillAsync("bo@example.com");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await visit.Page.GetByLabel("Status").SelectOptionAsync("rejected"); // Sends by itself.
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("status=rejected"));

        var other = await VisitAsync(shop, new Uri(visit.Page.Url).PathAndQuery);
        await Expect(other.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(other.Page.GetByRole(AriaRole.Link, new() { Name = orderId })).ToBeVisibleAsync();
        await Expect(other.Page.GetByLabel("Status")).ToHaveValueAsync("rejected");
    }

    private static ILocator Status(Visit visit) => visit.Page.Locator("#order dl.facts .badge").First;

    /// <summary>No payment goes on, and so no order, until the test has gone so far.</summary>
    private sealed class Jam(Shop shop) : IAsyncDisposable
    {
        public static async Task<Jam> OfAsync(Shop shop)
        {
            await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/payments.relay/pause"));
            return new(shop);
        }

        public async ValueTask DisposeAsync() => await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/payments.relay/resume"));
    }
}
