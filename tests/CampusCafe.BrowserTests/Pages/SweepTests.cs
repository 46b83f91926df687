using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Every page in both languages, light and dark, on a desktop and on a phone.</summary>
[Collection<BusyShop.Lookers>]
public sealed class SweepTests(InChromium chromium, BusyShop busy) : BrowserTest(chromium)
{
    private static readonly (string Path, string English, string Japanese)[] Pages =
    [
        ("/ops", "Overview", "概要"),
        ("/ops/jobs", "Jobs", "ジョブ"),
        ("/ops/jobs/ovens.cold", "ovens.cold", "ovens.cold"),
        ("/ops/jobs/inventory.relay", "inventory.relay", "inventory.relay"),
        ("/ops/messages", "Messages", "メッセージ"),
        ("/ops/messages?state=stalled", "Messages", "メッセージ"),
        ("/ops/messages?state=dead", "Messages", "メッセージ"),
        ("/ops/messages?state=log", "Messages", "メッセージ"),
        ("/ops/messages/{message}", "inventory.hold-stock.v1", "inventory.hold-stock.v1"),
        ("/ops/messages/dead/inventory/{letter}", "inventory.hold-stock.v1", "inventory.hold-stock.v1"),
        ("/ops/orders", "Orders", "注文"),
        ("/ops/orders?q=nobody@example.com", "Orders", "注文"),
        ("/ops/orders/{completed}", "Order {completed}", "注文 {completed}"),
        ("/ops/orders/{declined}", "Order {declined}", "注文 {declined}"),
        ("/ops/orders/{dead}", "Order {dead}", "注文 {dead}"),
        ("/ops/system", "System", "システム"),
        ("/ops/accounts", "Accounts", "アカウント"),
        ("/ops/sign-in", "Sign in", "サインイン"),
        ("/ops/sign-out", "Signed out", "サインアウトしました"),
        ("/ops/password?account=01890000-0000-7000-8000-000000000000&token=x", "Choose a password", "パスワードの設定"),
        ("/ops/first?token=x", "The first operator", "最初のオペレーター"),
    ];

    /// <summary>Each language, theme and device once: a page that fails in one of them would most likely fail in others, too. English words are the wider ones.</summary>
    private static readonly string[] Viewers = ["en dark phone", "ja light desktop"];

    public static TheoryData<string, string, string> Sweep =>
    [
        .. from page in Pages
           from viewer in Viewers
           select (page.Path, viewer, viewer.StartsWith("ja", StringComparison.Ordinal) ? page.Japanese : page.English),
    ];

    [Theory]
    [MemberData(nameof(Sweep))]
    public async Task Given_a_busy_shop_When_a_page_is_looked_at_Then_it_is_whole_readable_and_accessible(string path, string viewer, string heading)
    {
        var looks = Viewer.Named(viewer);
        var visit = await VisitAsync(busy.Shop, looks);

        Assert.Equal(200, await visit.GoAsync(busy.Path(path)));

        await Expect(visit.Page).ToHaveTitleAsync($"{busy.Path(heading)} · CampusCafe");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(busy.Path(heading));
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", looks.Language);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", looks.IsDark ? "dark" : "light");
        Assert.Equal(0, await visit.NumberAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Equal(0, await visit.NumberAsync("[...document.querySelectorAll('.table-responsive:has(.stacks)')].filter(table => table.scrollWidth > table.clientWidth).length"));
        Assert.Equal(0, await visit.NumberAsync("[...document.querySelectorAll('time')].filter(time => time.textContent.includes('UTC')).length"));
        Assert.Equal(0, await visit.NumberAsync("[...document.querySelectorAll('header a, header button')].filter(link => link.getBoundingClientRect().right > innerWidth).length"));
        await Screenshots.SaveAsync(visit.Page, $"{path} {viewer}");
        await visit.Page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task Given_an_order_behind_a_message_that_failed_When_looked_at_Then_it_says_why_and_when_it_is_tried_again()
    {
        var visit = await VisitAsync(busy.Shop, busy.Path("/ops/orders/{stalled}"));

        var step = visit.Page.GetByRole(AriaRole.Row, new() { Name = "authorize-payment" });
        await Expect(step).ToContainTextAsync("held back");
        await Expect(step).ToContainTextAsync("The till is jammed.");
        await Expect(step).ToContainTextAsync("Next attempt");
        await Expect(visit.Page.Locator("svg.sequence g.is-odd .what")).ToHaveTextAsync("authorize-payment");
    }
}
