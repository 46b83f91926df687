using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Without a mouse, and for who listens.</summary>
[Collection<BusyShop.Lookers>]
public sealed class KeyboardTests(InChromium chromium, BusyShop busy) : BrowserTest(chromium)
{
    private readonly Shop shop = busy.Shop;

    [Fact]
    public async Task Given_a_keyboard_When_tab_is_pressed_Then_the_content_is_one_step_away()
    {
        var visit = await VisitAsync(shop, "/ops/orders");

        await visit.Page.Keyboard.PressAsync("Tab");
        var skip = visit.Page.GetByRole(AriaRole.Link, new() { Name = "To the content" });
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");

        await Expect(visit.Page.Locator("#q")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Given_a_keyboard_When_going_through_a_page_Then_what_has_the_focus_shows_it()
    {
        var visit = await VisitAsync(shop, "/ops/messages?state=dead");

        var steps = await visit.NumberAsync("document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]), select').length");
        List<string> unseen = [];
        for (var step = 0; step < steps; step++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            unseen.AddRange(await visit.Page.EvaluateAsync<string[]>("""
                () => {
                    const element = document.activeElement;
                    const style = getComputedStyle(element);
                    return element === document.body || style.outlineStyle !== 'none' || style.boxShadow !== 'none' ? [] : [element.outerHTML];
                }
                """));
        }

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task Given_a_question_When_escape_is_pressed_Then_nothing_happens_and_the_focus_is_where_it_was()
    {
        var visit = await VisitAsync(shop, busy.Path("/ops/orders/{waiting}"));
        var button = visit.Button("Cancel the order");
        await button.FocusAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Dialog).ToBeVisibleAsync();
        await Expect(visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "No" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/ops/orders/{dead}", "Cancel the order", "en light desktop")]
    [InlineData("/ops/orders/{dead}", "Resume", "ja dark phone")]
    [InlineData("/ops/jobs/ovens.cold", "Run now", "en dark phone")]
    [InlineData("/ops/messages?state=dead", "Redrive all of this kind", "en dark phone")]
    [InlineData("/ops/messages/dead/inventory/{letter}", "Discard", "en dark phone")]
    [InlineData("/ops/accounts", "Change", "en light desktop")]
    [InlineData("/ops/accounts", "Revoke", "ja dark phone")]
    public async Task Given_a_dialog_When_open_Then_it_is_accessible_and_fits(string path, string button, string viewer)
    {
        var visit = await VisitAsync(shop, busy.Path(path), Viewer.Named(viewer));

        await visit.Page.Locator("[data-opens]:not([disabled])").Filter(new() { HasText = viewer.StartsWith("ja", StringComparison.Ordinal) ? Japanese[button] : button }).First.ClickAsync();

        await Expect(visit.Dialog).ToBeVisibleAsync();
        Assert.Equal(0, await visit.NumberAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Screenshots.SaveAsync(visit.Page, $"{path} {button} {viewer}");
        await visit.Page.AssertAccessibleAsync();
    }

    private static readonly Dictionary<string, string> Japanese = new() { ["Resume"] = "再開", ["Revoke"] = "失効" };
}
