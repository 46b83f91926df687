using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

public sealed class FirstOperatorTests(InChromium chromium, SecureShop secure) : BrowserTest(chromium), IClassFixture<SecureShop>
{
    [Fact]
    public async Task Given_a_host_without_an_operator_When_its_link_is_followed_Then_it_makes_one_and_only_one()
    {
        var link = await secure.FirstLinkAsync();
        var first = await VisitAsync(secure.Address);
        await first.GoAsync(link);
        await first.Page.GetByLabel("Name").FillAsync("Aki");
        await first.Page.GetByLabel("New password").FillAsync(SecureShop.Password);
        await first.Page.GetByLabel("The same again").FillAsync("something else entirely");

        await first.Button("Become the first operator").ClickAsync();
        await Expect(first.Page.GetByText("The two aren't the same.")).ToBeVisibleAsync();
        await Expect(first.Page.GetByLabel("Name")).ToHaveValueAsync("Aki");
        await first.Page.GetByLabel("New password").FillAsync(SecureShop.Password);
        await first.Page.GetByLabel("The same again").FillAsync(SecureShop.Password);
        await first.Button("Become the first operator").ClickAsync();

        await Expect(first.Page.Locator("h1")).ToHaveTextAsync("Overview");
        await Expect(first.Page.Locator("header")).ToContainTextAsync("Aki");
        var late = await VisitAsync(secure.Address);
        await late.GoAsync(link);
        await Expect(late.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This link can't be used");
    }
}
