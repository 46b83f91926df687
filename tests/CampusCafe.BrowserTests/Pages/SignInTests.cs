using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Who gets in, who may act, and who no longer: in Production, over HTTPS.</summary>
public sealed class SignInTests(InChromium chromium, SecureShop secure) : BrowserTest(chromium), IClassFixture<SecureShop>
{
    private readonly Shop shop = secure.Shop;

    [Fact]
    public async Task Given_somebody_who_isnt_signed_in_When_a_page_is_asked_for_Then_it_comes_after_the_password_and_no_longer_after_signing_out()
    {
        await secure.LetInAsync("Aki", Roles.Operator);
        var visit = await VisitAsync(secure.Address);

        await visit.GoAsync("/ops/orders?status=shipped");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(visit.Page.GetByLabel("Name")).ToBeFocusedAsync();
        await FillAsync(visit, "Aki", "something else");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Name or password is wrong, or the account is locked or disabled.");
        await Expect(visit.Page.GetByLabel("Name")).ToHaveValueAsync("Aki");
        await FillAsync(visit, "Aki", SecureShop.Password);

        await Expect(visit.Page).ToHaveURLAsync("/ops/orders?status=shipped");
        await visit.Button("Sign out").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Signed out");
        await visit.GoAsync("/ops");
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Given_production_When_signed_in_Then_cookies_are_bound_to_the_host_and_https_is_kept_to()
    {
        await secure.LetInAsync("Bo", Roles.Operator);
        var visit = await VisitAsync(secure.Address);
        var answer = await visit.Page.GotoAsync("/ops/sign-in");
        await FillAsync(visit, "Bo", SecureShop.Password);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Overview");

        Assert.Equal("max-age=31536000", answer!.Headers["strict-transport-security"]);
        var cookies = await visit.Context.CookiesAsync();
        Assert.Contains(cookies, cookie => cookie.Name == "__Host-campuscafe");
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
            Assert.Equal((true, true, "/"), (cookie.Secure, cookie.HttpOnly, cookie.Path));
            Assert.NotEqual(SameSiteAttribute.None, cookie.SameSite);
        });
    }

    [Fact]
    public async Task Given_a_viewer_When_looking_Then_there_is_nothing_to_act_with_and_what_is_sent_is_refused()
    {
        await secure.LetInAsync("Vera", Roles.Viewer);
        var orderId = await shop.PlaceAsync();
        var visit = await SignInAsync("Vera");
        visit.Expects("status of 403");

        foreach (var path in new[] { $"/ops/orders/{orderId}", "/ops/jobs/ordering.retention", "/ops/messages?state=dead", "/ops/accounts" })
        {
            await visit.GoAsync(path);
            await Expect(visit.Page.Locator("main button:not([type=submit]), [data-opens], main form[method=post] button")).ToHaveCountAsync(0);
        }

        await visit.GoAsync($"/ops/orders/{orderId}");
        await visit.Page.EvaluateAsync("""
            () => {
                const form = document.querySelector('form[action$="/sign-out"]');
                form.action = location.href;
                form.insertAdjacentHTML('beforeend', '<input type="hidden" name="Instruction" value="Cancel">');
                form.requestSubmit();
            }
            """);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("You may only look");
        await shop.UntilStatusAsync(orderId, "shipped", "completed");
    }

    [Fact]
    public async Task Given_an_operator_When_somebody_is_let_in_Then_the_link_works_once_and_disabling_counts_at_the_next_request()
    {
        await secure.LetInAsync("Chie", Roles.Operator);
        var chie = await SignInAsync("Chie");
        await chie.GoAsync("/ops/accounts");
        await chie.Page.GetByLabel("Let somebody in: name").FillAsync("Dan");
        await chie.Button("Make an account").ClickAsync();
        var link = new Uri(await chie.Page.GetByLabel("Give Dan this link.").InputValueAsync());
        await Expect(Person(chie, "Dan")).ToContainTextAsync("has not followed the link yet");

        var dan = await VisitAsync(secure.Address);
        await dan.Page.GotoAsync(link.ToString());
        await dan.Page.GetByLabel("New password").FillAsync("another four good words");
        await dan.Page.GetByLabel("The same again").FillAsync("another four good words");
        await dan.Button("Choose and go to sign in").ClickAsync();
        await Expect(dan.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The password is set. Sign in with it.");
        await FillAsync(dan, "Dan", "another four good words");
        await Expect(dan.Page.Locator("h1")).ToHaveTextAsync("Overview");

        await chie.GoAsync("/ops/accounts");
        await Person(chie, "Dan").GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await chie.Dialog.GetByLabel("Kept out").CheckAsync();
        await chie.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(chie.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Dan is changed, from the next request on.");
        await dan.GoAsync("/ops/orders");
        await Expect(dan.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Given_an_open_page_When_its_cookie_is_gone_and_something_changes_Then_it_says_so_and_leads_to_signing_in()
    {
        await secure.LetInAsync("Hana", Roles.Viewer);
        var visit = await SignInAsync("Hana");
        await visit.GoAsync("/ops/orders");
        var before = await shop.PlaceAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = before })).ToBeVisibleAsync(); // It is live.
        visit.Expects("status of 401");

        await visit.Context.ClearCookiesAsync();
        await shop.PlaceAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You are signed out. Sign in");
        await visit.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await FillAsync(visit, "Hana", SecureShop.Password);
        await Expect(visit.Page).ToHaveURLAsync("/ops/orders");
    }

    [Fact]
    public async Task Given_a_page_that_is_refused_what_is_live_When_open_Then_it_says_that_it_is_signed_out()
    {
        await secure.LetInAsync("Ken", Roles.Viewer);
        var visit = await SignInAsync("Ken");
        visit.Expects("status of 401");
        await visit.Page.RouteAsync("**/ops/live", route => route.FulfillAsync(new() { Status = 401 })); // As when the cookie runs out between two connections.

        await visit.GoAsync("/ops/jobs");

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You are signed out. Sign in");
    }

    [Fact]
    public async Task Given_an_operator_When_a_key_is_made_and_revoked_Then_it_opens_until_then()
    {
        await secure.LetInAsync("Emi", Roles.Operator);
        var visit = await SignInAsync("Emi");
        await visit.GoAsync("/ops/accounts");

        await visit.Page.GetByLabel("A key for a program: name").FillAsync("till");
        await visit.Button("Make a key").ClickAsync();
        var key = await visit.Page.GetByLabel("The key till.").InputValueAsync();
        Assert.Equal(System.Net.HttpStatusCode.OK, await StatusWithAsync(key));
        var row = visit.Page.GetByRole(AriaRole.Row, new() { Name = "till" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("This can't be taken back");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("till is revoked.");
        await Expect(row).ToContainTextAsync("revoked");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await StatusWithAsync(key));
    }

    [Fact]
    public async Task Given_two_operators_When_both_change_an_account_Then_the_second_gets_what_changed()
    {
        await secure.LetInAsync("Fumi", Roles.Operator);
        await secure.LetInAsync("Gen", Roles.Viewer);
        var first = await SignInAsync("Fumi");
        var second = await SignInAsync("Fumi");
        foreach (var visit in new[] { first, second })
        {
            await visit.GoAsync("/ops/accounts");
            await Person(visit, "Gen").GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        }

        await first.Dialog.GetByLabel("Role").SelectOptionAsync("operator");
        await first.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await second.Dialog.GetByLabel("Kept out").CheckAsync();
        await second.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else has changed Gen meanwhile");
        await Expect(Person(second, "Gen")).ToContainTextAsync("operator");
    }

    private static ILocator Person(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Row).Filter(new() { Has = visit.Page.GetByRole(AriaRole.Cell, new() { Name = name, Exact = true }) });

    private static async Task FillAsync(Visit visit, string name, string password)
    {
        await visit.Page.GetByLabel("Name").FillAsync(name);
        await visit.Page.GetByLabel("Password").FillAsync(password);
        await visit.Button("Sign in").ClickAsync();
    }

    private async Task<Visit> SignInAsync(string name)
    {
        var visit = await VisitAsync(secure.Address);
        await visit.GoAsync("/ops/sign-in");
        await FillAsync(visit, name, SecureShop.Password);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Overview");
        return visit;
    }

    private async Task<System.Net.HttpStatusCode> StatusWithAsync(string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/operations/overview");
        request.Headers.Add("X-Api-Key", key);
        return (await shop.SendAsync(request)).Status;
    }
}
