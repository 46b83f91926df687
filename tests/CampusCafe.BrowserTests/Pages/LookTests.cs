using System.Globalization;
using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Language, light and dark, times, and pages on which there is nothing.</summary>
public sealed class LookTests(InChromium chromium, EmptyShop empty) : BrowserTest(chromium), IClassFixture<EmptyShop>
{
    private static readonly (string Path, string Note)[] Notes =
    [
        ("/ops/orders", "There are no orders yet."),
        ("/ops/orders?q=nobody@example.com", "No order fits."),
        ("/ops/messages", "Nothing waits."),
        ("/ops/messages?state=stalled", "Nothing is held back."),
        ("/ops/messages?state=dead", "There are no dead letters."),
        ("/ops/messages?state=log", "Nothing has been written yet."),
        ("/ops/jobs/inventory.relay", "It runs too often for a history"),
        ("/ops/system", "Nobody has changed anything by hand yet."),
        ("/ops/accounts", "Nobody has an account yet."),
        ("/ops/accounts", "No program has a key yet."),
    ];

    private readonly Shop shop = empty.Shop;

    [Fact]
    public async Task Given_a_page_When_the_other_language_is_chosen_Then_the_same_page_comes_in_it_and_it_stays()
    {
        var visit = await VisitAsync(shop, "/ops/messages?state=dead");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync("/ops/messages?state=dead");
        await Expect(visit.Page.GetByText("デッドレターはありません。")).ToBeVisibleAsync();
        await visit.GoAsync("/ops");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "ja");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Overview");
    }

    [Theory]
    [InlineData(false, "dark")]
    [InlineData(true, "light")]
    public async Task Given_a_system_When_the_other_theme_is_chosen_Then_it_stays(bool isDark, string other)
    {
        var visit = await VisitAsync(shop, "/ops", new Viewer(IsDark: isDark));
        var before = await BackgroundAsync(visit);

        await visit.Button("Light or dark").ClickAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", other);
        Assert.NotEqual(before, await BackgroundAsync(visit));
        await Expect(visit.Page.Locator(".chart canvas")).ToBeVisibleAsync();
        await visit.GoAsync("/ops/jobs");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", other);
    }

    [Theory]
    [InlineData("Asia/Tokyo", 9)]
    [InlineData("America/Phoenix", -7)]
    public async Task Given_a_viewers_zone_When_a_time_is_shown_Then_it_is_there_and_utc_on_hover(string zone, int hours)
    {
        var visit = await VisitAsync(shop, "/ops/jobs/ordering.retention", new Viewer(Zone: zone));
        var time = visit.Page.Locator("#job time").First;

        var utc = DateTime.ParseExact(
            (await time.GetAttributeAsync("datetime"))!, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        await Expect(time).ToHaveTextAsync(utc.AddHours(hours).ToString("MMM d, yyyy, h:mm:ss tt", CultureInfo.InvariantCulture));
        await Expect(time).ToHaveAttributeAsync("title", utc.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Given_a_new_shop_When_there_is_nothing_to_show_Then_each_page_says_so()
    {
        var visit = await VisitAsync(shop);

        foreach (var (path, note) in Notes)
        {
            await visit.GoAsync(path);
            await Expect(visit.Page.GetByText(note)).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Given_a_search_that_finds_nothing_When_all_is_asked_for_Then_it_is_forgotten()
    {
        var visit = await VisitAsync(shop, "/ops/messages?state=log&key=nothing");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync("/ops/messages?state=log");
        await Expect(visit.Page.GetByLabel("Order")).ToHaveValueAsync("");
    }

    private static Task<string> BackgroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
