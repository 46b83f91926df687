using System.Collections.Concurrent;
using System.Net;
using CampusCafe.Testing.Crashes;
using CampusCafe.Testing.Duplicates;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>
/// Messages three times, in any sequence that keeps each order's own, and once more after the inboxes have forgotten
/// them; webhooks twice, backwards, before the reply and never. What happens, happens once.
/// </summary>
public sealed class DuplicatesTests(ITestOutputHelper output)
{
    private const int Seed = 20261121;
    private const string NoPolling = "Shipping:Polling:Interval=01:00:00";

    public static TheoryData<string, string> Forwards => new()
    {
        { "inventory.hold-stock.v1", "Holding" },
        { "payments.authorize-payment.v1", "Authorizing" },
        { "inventory.commit-stock.v1", "Preparing" },
        { "shipping.create-shipment.v1", "Preparing" },
        { "payments.capture-payment.v1", "Capturing" },
    };

    public static IEnumerable<TheoryDataRow<string, string>> Webhooks =>
        from delivering in Enum.GetNames<Delivering>()
        from name in new[] { "happy", "capture fails", "dispatch refused", "lost reply to capture", "lost reply to dispatch", "lost reply to refund" }
        select new TheoryDataRow<string, string>(name, delivering);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_every_scenario_When_each_delivery_comes_three_times_and_all_again_after_retention_Then_nothing_happens_twice(bool forgetful)
    {
        ConcurrentBag<string> lines = [];
        ConcurrentBag<string> wrong = [];

        await Parallel.ForEachAsync(CrashScenario.All, async (scenario, _) =>
        {
            var disorder = new Disorder(Seed) { Times = 3, ForgetsInbox = forgetful };
            await using var shop = await OpenAsync(disorder, scenario.Settings);
            var tale = await Tale.TellAsync(shop, scenario);
            Check(scenario.Ends.Contains(tale.End), $"it ended {tale.End}");
            await CheckAsync("each three times");
            var inOrder = await shop.RedeliverAllAsync(random: null);
            await CheckAsync("all again in order");
            var shuffled = await shop.RedeliverAllAsync(new Random(Seed));
            await CheckAsync("all again in any order");
            lines.Add($"{scenario,-26} {tale.End,-10} {disorder.Repeated,3} repeats, {inOrder,3} again in order, {shuffled,3} again in any");

            async Task CheckAsync(string when)
            {
                var now = await Tale.ReadAsync(shop, tale.OrderId);
                Check(now == tale, $"{when}: {now} is not {tale}");
                var violations = await shop.AuditAsync(tale.OrderId);
                Check(violations.Count == 0, $"{when}: {string.Join("; ", violations)}");
            }

            void Check(bool isWell, string otherwise)
            {
                if (!isWell)
                {
                    wrong.Add($"{scenario}: {otherwise}");
                }
            }
        });

        output.WriteLine(string.Join('\n', lines.Order(StringComparer.Ordinal)));
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_crowd_When_their_messages_are_shuffled_and_come_three_times_Then_every_order_ends_as_its_own(bool forgetful)
    {
        var disorder = new Disorder(Seed) { Times = 3, ForgetsInbox = forgetful };
        await using var shop = await OpenAsync(disorder);

        // Ten cakes for the twelve who can pay.
        var cards = Enumerable.Range(0, 16).Select(customer => customer % 4 == 3 ? "pm_card_chargeDeclined" : "pm_card_visa");
        var orders = await Task.WhenAll(cards.Select(card => shop.PlaceAsync(Shop.Cart(paymentMethod: card))));
        var cancelled = await Task.WhenAll(orders.Where((_, customer) => customer % 4 == 2).Select(shop.CancelAsync));
        await shop.SettledAsync();

        Assert.Empty(await shop.AuditAsync(orders));
        var ends = await Task.WhenAll(orders.Select(async order => (await shop.OrderAsync(order)).Text("status")!));
        Assert.Equal(cancelled.Count(reply => reply.Status is HttpStatusCode.Accepted or HttpStatusCode.OK), ends.Count(end => end == "cancelled"));
        output.WriteLine($"{disorder.Repeated} repeats; {string.Join(", ", ends.CountBy(end => end).Select(end => $"{end.Value} {end.Key}"))}");
    }

    [Theory]
    [MemberData(nameof(Forwards))]
    public async Task Given_a_command_that_is_late_When_its_undo_comes_first_Then_it_finds_a_tombstone(string forward, string state)
    {
        var disorder = new Disorder(Seed) { KeepsBack = forward };
        await using var shop = await OpenAsync(disorder);
        var orderId = await shop.PlaceAsync();
        await Eventually.TrueAsync(
            async () => disorder.HasKeptBack && (await shop.GetAsync($"/operations/orders/{orderId}")).Json.Text("state") == state, $"{state} without {forward}");

        Assert.Equal(HttpStatusCode.Accepted, (await shop.CancelAsync(orderId)).Status);
        await shop.UntilStatusAsync(orderId, "cancelled");
        var effects = await EffectsAsync(shop);
        disorder.Release();

        Assert.Equal("cancelled", (await Tale.ReadAsync(shop, orderId)).End);
        Assert.Equal(effects, await EffectsAsync(shop));
        Assert.Equal(10, await shop.AvailableAsync());
        Assert.Empty(await shop.AuditAsync(orderId));
    }

    [Fact]
    public async Task Given_a_dispatch_command_that_is_late_When_resumed_Then_dispatched_once()
    {
        var disorder = new Disorder(Seed) { KeepsBack = "shipping.dispatch-shipment.v1" };
        await using var shop = await OpenAsync(disorder);
        var orderId = await shop.PlaceAsync();
        await Eventually.TrueAsync(() => disorder.HasKeptBack, "a dispatch that is kept back");

        Assert.Equal(HttpStatusCode.Conflict, (await shop.CancelAsync(orderId)).Status);
        var resumed = await shop.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{orderId}/resume"));
        Assert.Equal(HttpStatusCode.Accepted, resumed.Status);
        await shop.UntilStatusAsync(orderId, "completed");
        disorder.Release();

        Assert.Equal("completed", (await Tale.ReadAsync(shop, orderId)).End);
        Assert.Equal(["create", "dispatch", "deliver"], await shop.Simulators.Client.ShipmentEffectsAsync());
        Assert.Empty(await shop.AuditAsync(orderId));
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public async Task Given_a_scenario_When_its_webhooks_come_thrice_backwards_or_never_Then_it_ends_as_ever(string name, string how)
    {
        var delivering = Enum.Parse<Delivering>(how);
        var scenario = CrashScenario.All.Single(scenario => scenario.Name == name);
        // Thrice: they are all that tells of the goods. Else polling has to do without them.
        await using var shop = await OpenAsync(new Disorder(Seed), delivering is Delivering.Thrice ? [NoPolling] : []);
        await using var mail = await WebhookMail.CarryAsync(shop, delivering);

        var tale = await Tale.TellAsync(shop, scenario);
        Assert.Contains(tale.End, scenario.Ends);
        await Eventually.TrueAsync(() => mail.Received > 0, "a webhook");
        if (delivering is Delivering.Backwards)
        {
            await mail.ReleaseAsync();
        }

        Assert.Equal(tale, await Tale.ReadAsync(shop, tale.OrderId));
        Assert.Empty(await shop.AuditAsync(tale.OrderId));
    }

    [Fact]
    public async Task Given_goods_that_left_by_themselves_When_the_news_of_it_come_backwards_Then_completed_once()
    {
        await using var shop = await OpenAsync(new Disorder(Seed), NoPolling);
        await using var mail = await WebhookMail.CarryAsync(shop, Delivering.Backwards);
        var providers = shop.Simulators.Client;
        await providers.SetFaultAsync("payments", "capture", "fail");
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilAsync(orderId, o => o.Text("shipment.status") == "created", "a booked shipment");
        await providers.SimulateAsync("dispatched", order.Text("shipment.shipmentId")!);
        await providers.SimulateAsync("delivered", order.Text("shipment.shipmentId")!);
        await Eventually.TrueAsync(() => mail.Received >= 3, "the news");

        await mail.ReleaseAsync();
        await shop.UntilAsync(orderId, o => o.Text("shipment.status") == "delivered" && o.GetProperty("needsAttention").GetBoolean(), "attention");
        await providers.ClearFaultsAsync();

        Assert.Equal("completed", (await Tale.ReadAsync(shop, orderId)).End);
        Assert.Equal(["create", "dispatch", "deliver"], await providers.ShipmentEffectsAsync());
        Assert.Empty(await shop.AuditAsync(orderId));
    }

    [Fact]
    public async Task Given_replies_that_are_lost_and_questions_that_fail_When_the_webhooks_come_first_Then_completed()
    {
        await using var shop = await OpenAsync(new Disorder(Seed), NoPolling);
        await using var mail = await WebhookMail.CarryAsync(shop, Delivering.Thrice);
        var providers = shop.Simulators.Client;
        await providers.SetFaultAsync("payments", "capture", "lostReply", times: 1);
        await providers.SetFaultAsync("payments", "inquire", "fail", times: 2);
        await providers.SetFaultAsync("carrier", "dispatch", "lostReply");
        await providers.SetFaultAsync("carrier", "inquire", "fail");

        var orderId = await shop.PlaceAsync();

        Assert.Equal("completed", (await Tale.ReadAsync(shop, orderId)).End);
        Assert.Equal(["authorize", "capture"], await providers.PaymentEffectsAsync());
        Assert.Empty(await shop.AuditAsync(orderId));
    }

    private static async Task<Shop> OpenAsync(Disorder disorder, params string[] settings) => await Shop.OpenAsync(disorder.Install, settings);

    private static async Task<string> EffectsAsync(Shop shop) => (await shop.Simulators.Client.LedgerAsync()).GetRawText();
}
