using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using CampusCafe.IntegrationTests.Journeys;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>A consumer breaks; what died is looked at, tried again, or given up for good.</summary>
public sealed class DeadLetterTests(InChromium chromium, DeadLetterTests.Broken broken) : BrowserTest(chromium), IClassFixture<DeadLetterTests.Broken>
{
    private const string Dead = "/ops/messages?state=dead";

    private readonly Shop shop = broken.Shop;

    /// <summary>Whose shelf is locked until a test mends it.</summary>
    public sealed class Broken : OpenShop
    {
        public Broken()
            : this(new BrokenShelf())
        {
        }

        private Broken(BrokenShelf shelf)
            : base(shelf.Configure, BrokenShelf.Settings) => Shelf = shelf;

        internal BrokenShelf Shelf { get; }
    }

    [Fact]
    public async Task Given_a_broken_consumer_When_it_is_mended_and_the_letter_redriven_Then_it_is_settled()
    {
        var orderId = await DieAsync();
        var visit = await VisitAsync(shop, "/ops");
        await Expect(visit.Page.Locator("[data-figure=dead]")).ToHaveTextAsync("1");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Dead letters" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Row, new() { Name = orderId }).GetByRole(AriaRole.Link, new() { Name = "inventory.hold-stock.v1" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "The shelf is locked." }).First).ToBeVisibleAsync();

        await visit.DoAsync("Redrive");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("It failed again: the last error is new.");
        broken.Shelf.Mend();
        await visit.DoAsync("Redrive");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It was handled: the dead letter is gone.");
        await Expect(visit.Page.Locator("[data-choose]")).ToHaveCountAsync(0);
        await shop.UntilStatusAsync(orderId, "shipped", "completed");
    }

    [Fact]
    public async Task Given_dead_letters_When_some_are_chosen_and_redriven_Then_they_alone_are_and_are_counted()
    {
        await DieAsync();
        await DieAsync();
        var kept = await DieAsync();
        broken.Shelf.Mend();
        var visit = await VisitAsync(shop, Dead);
        var button = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Redrive the chosen" });
        await Expect(button).ToBeDisabledAsync();

        await visit.Page.GetByLabel("Choose all on this page").CheckAsync();
        await visit.Page.GetByLabel($"Choose inventory.hold-stock.v1 of order {kept}").UncheckAsync();
        await Expect(button).ToHaveTextAsync("Redrive the chosen (2)");
        await Expect(visit.Page.GetByLabel("Choose all on this page")).Not.ToBeCheckedAsync();
        await button.ClickAsync();
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive (2)" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 redriven: 2 handled, 0 failed again.");
        await Expect(visit.Page.GetByLabel($"Choose inventory.hold-stock.v1 of order {kept}")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-choose]")).ToHaveCountAsync(1);
        await RedriveAllAsync(visit);
    }

    [Fact]
    public async Task Given_dead_letters_When_all_are_redriven_and_one_fails_again_Then_it_stops_and_counts_honestly()
    {
        string[] orders = [await DieAsync(), await DieAsync(), await DieAsync()];
        var visit = await VisitAsync(shop, Dead);

        await visit.Button("Redrive all of this kind").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("All 3 dead letters that this search finds are handled once more, the oldest first, in stages of 1, 5, 20, 100 and then 500.");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 redriven: 0 handled, 1 failed again. 2 were left as they are.");

        broken.Shelf.Mend();
        await RedriveAllAsync(visit);
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("3 redriven: 3 handled, 0 failed again.");
        foreach (var order in orders)
        {
            await shop.UntilStatusAsync(order, "shipped", "completed");
        }
    }

    [Fact]
    public async Task Given_a_dead_letter_When_discarded_Then_it_wants_a_reason_and_keeps_it()
    {
        var orderId = await DieAsync();
        broken.Shelf.Mend();
        var visit = await VisitAsync(shop, $"{Dead}&key={orderId}");
        visit.Expects("status of 422");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "inventory.hold-stock.v1" }).ClickAsync();

        await visit.Button("Discard").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("This can't be taken back.");
        await visit.Dialog.GetByLabel("Reason").FillAsync(" ");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("A reason has 1 to 500 characters.");
        await Expect(visit.Dialog.GetByLabel("Reason")).ToBeFocusedAsync();
        await visit.Dialog.GetByLabel("Reason").FillAsync("The customer rang: never mind.");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is discarded.");
        await Expect(visit.Page.GetByText("The customer rang: never mind.")).ToBeVisibleAsync();
        await Expect(visit.Button("Redrive")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Given_two_operators_When_one_has_discarded_a_letter_Then_the_other_who_redrives_it_is_told()
    {
        var orderId = await DieAsync();
        var first = await VisitAsync(shop, $"{Dead}&key={orderId}");
        await first.Page.GetByRole(AriaRole.Link, new() { Name = "inventory.hold-stock.v1" }).ClickAsync();
        await Expect(first.Page.Locator("h1")).ToHaveTextAsync("inventory.hold-stock.v1");
        var second = await VisitAsync(shop, new Uri(first.Page.Url).PathAndQuery);

        await first.Button("Discard").ClickAsync();
        await first.Dialog.GetByLabel("Reason").FillAsync("Never mind.");
        await first.Dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await second.DoAsync("Redrive");

        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Somebody else has discarded it.");
        await Expect(second.Page.GetByText("Never mind.")).ToBeVisibleAsync();
    }

    /// <summary>An order whose first message is given up.</summary>
    private async Task<string> DieAsync()
    {
        broken.Shelf.On = BrokenShelf.Fail;
        var orderId = await shop.PlaceAsync();
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync($"/operations/dead-letters?status=dead&key={orderId}")).Json.GetProperty("letters").GetArrayLength() == 1, "a letter");
        return orderId;
    }

    private static async Task RedriveAllAsync(Visit visit)
    {
        await visit.Button("Redrive all of this kind").ClickAsync();
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();
        await Expect(visit.Page.Locator("[data-choose]")).ToHaveCountAsync(0);
    }
}
