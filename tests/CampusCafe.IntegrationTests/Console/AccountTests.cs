using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Console;

/// <summary>Who gets in, who may act, and who no longer. In Development for lack of HTTPS, but closed to the developer.</summary>
public sealed partial class AccountTests
{
    private const string Closed = "Accounts:OpenOnLoopback=false";
    private const string Password = "four words nobody guesses";

    [Fact]
    public async Task Given_no_operator_When_the_printed_link_is_followed_Then_it_makes_one_and_only_one()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var first = Visitor(shop);
        using var second = Visitor(shop);
        var link = await PrintedLinkAsync(shop);

        await second.GetAsync(link);
        await first.GetAsync(link);
        var welcome = await first.PostAsync(link, ("Token", TokenOf(link)), ("Name", "Aki"), ("Password", Password), ("Again", Password));
        var late = await second.PostAsync(link, ("Token", TokenOf(link)), ("Name", "Mallory"), ("Password", Password), ("Again", Password));
        var later = await second.GetAsync(link);

        Assert.Equal((HttpStatusCode.OK, "/ops"), (welcome.Status, welcome.Path));
        Assert.Contains("This link can't be used", late.Text);
        Assert.Contains("This link can't be used", later.Text);
        Assert.Equal("/ops/sign-in?returnUrl=%2Fops", (await second.GetAsync("/ops")).Path);
    }

    [Theory]
    [InlineData("", Password, Password, "name-wrong")]
    [InlineData("Aki", "short", "short", "at least 12 characters")]
    [InlineData("Aki", Password, "something else entirely", "The two aren't the same.")]
    public async Task Given_the_printed_link_When_followed_with_bad_input_Then_it_says_why_and_still_works(string name, string password, string again, string why)
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var visitor = Visitor(shop);
        var link = await PrintedLinkAsync(shop);
        await visitor.GetAsync(link);

        var page = await visitor.PostAsync(link, ("Token", TokenOf(link)), ("Name", name), ("Password", password), ("Again", again));

        Assert.Contains(why, page.Text);
        Assert.DoesNotContain(password, page.Html);
        Assert.Equal("/ops", (await visitor.PostAsync(link, ("Token", TokenOf(link)), ("Name", "Aki"), ("Password", Password), ("Again", Password))).Path);
    }

    [Theory]
    [InlineData("/ops/first?token=nonsense")]
    [InlineData("/ops/first")]
    [InlineData("/ops/password?account=01890000-0000-7000-8000-000000000000")]
    public async Task Given_a_link_that_never_was_one_When_followed_Then_it_says_so(string link)
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var visitor = Visitor(shop);

        Assert.Contains("This link can't be used", (await visitor.GetAsync(link)).Text);
    }

    [Fact]
    public async Task Given_an_account_When_five_passwords_are_wrong_Then_it_is_locked_and_the_answers_tell_nothing()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        await FirstOperatorAsync(shop);
        using var visitor = Visitor(shop);

        var unknown = await SignInAsync(visitor, "Nobody", Password);
        List<VisitedPage> wrong = [];
        for (var attempt = 0; attempt < 5; attempt++)
        {
            wrong.Add(await SignInAsync(visitor, "Aki", "wrong wrong wrong"));
        }

        var locked = await SignInAsync(visitor, "Aki", Password);

        Assert.All([unknown, .. wrong, locked], page => Assert.Contains("Name or password is wrong, or the account is locked or disabled.", page.Text));
        Assert.Equal("/ops/sign-in?returnUrl=%2Fops", (await visitor.GetAsync("/ops")).Path);
    }

    [Fact]
    public async Task Given_a_wrong_password_or_an_unknown_name_When_refused_Then_each_takes_as_long_as_a_refusal_takes()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        await FirstOperatorAsync(shop);
        using var visitor = Visitor(shop);
        await visitor.GetAsync("/ops/sign-in");

        var began = TimeProvider.System.GetTimestamp();
        await visitor.PostAsync("/ops/sign-in", ("Name", "Nobody"), ("Password", Password));
        var unknown = TimeProvider.System.GetElapsedTime(began);
        began = TimeProvider.System.GetTimestamp();
        await visitor.PostAsync("/ops/sign-in", ("Name", "Aki"), ("Password", "wrong wrong wrong"));
        var wrong = TimeProvider.System.GetElapsedTime(began);

        var refusal = TimeSpan.FromMilliseconds(490); // Timers may be early by a few milliseconds.
        Assert.True(unknown >= refusal && wrong >= refusal, $"unknown {unknown}, wrong {wrong}");
    }

    [Fact]
    public async Task Given_a_viewer_When_looking_and_acting_Then_sees_everything_and_changes_nothing()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        using var viewer = await InviteAsync(shop, aki, "Vera", Roles.Viewer);
        var orderId = await shop.PlaceAsync();

        foreach (var path in new[] { "/ops", "/ops/jobs", "/ops/messages", "/ops/orders", $"/ops/orders/{orderId}", "/ops/system", "/ops/accounts" })
        {
            Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync(path)).Status);
        }

        var page = await viewer.GetAsync($"/ops/orders/{orderId}");
        var refused = await viewer.PostAsync($"/ops/orders/{orderId}", ("Instruction", "Cancel"));
        var account = await viewer.PostAsync("/ops/accounts?handler=Create", ("Name", "Mallory"), ("Role", "operator"));

        Assert.DoesNotContain("data-opens=\"ask-Cancel\"", page.Html);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(HttpStatusCode.Forbidden, account.Status);
        await shop.UntilStatusAsync(orderId, "shipped", "completed");
        Assert.DoesNotContain("Mallory", (await aki.GetAsync("/ops/accounts")).Text);
    }

    [Fact]
    public async Task Given_a_signed_in_person_When_the_role_changes_or_the_account_is_disabled_Then_it_counts_at_the_next_request()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        using var bo = await InviteAsync(shop, aki, "Bo", Roles.Operator);
        var key = await shop.NewKeyAsync(Roles.Operator);

        Assert.Equal(HttpStatusCode.OK, (await bo.PostAsync("/ops/accounts?handler=CreateKey", ("Name", "ci"), ("Role", "viewer"))).Status);
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(shop, key, "Bo", new { role = "viewer" }));
        Assert.Equal(HttpStatusCode.Forbidden, (await bo.PostAsync("/ops/accounts?handler=CreateKey", ("Name", "cd"), ("Role", "viewer"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await bo.GetAsync("/ops")).Status);
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(shop, key, "Bo", new { isDisabled = true }));
        Assert.Equal("/ops/sign-in?returnUrl=%2Fops", (await bo.GetAsync("/ops")).Path);
        Assert.Contains("locked or disabled", (await SignInAsync(bo, "Bo", Password)).Text);
    }

    [Fact]
    public async Task Given_two_operators_at_once_When_both_change_an_account_Then_the_second_is_told_what_changed()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        using var bo = await InviteAsync(shop, aki, "Bo", Roles.Operator);
        using var vera = await InviteAsync(shop, aki, "Vera", Roles.Viewer);
        var (seenByAki, seenByBo) = (VersionOf("Vera", await aki.GetAsync("/ops/accounts")), VersionOf("Vera", await bo.GetAsync("/ops/accounts")));

        var first = await aki.PostAsync("/ops/accounts?handler=Change", ("Name", "Vera"), ("Version", seenByAki), ("Role", "operator"));
        var second = await bo.PostAsync("/ops/accounts?handler=Change", ("Name", "Vera"), ("Version", seenByBo), ("Role", "viewer"), ("IsDisabled", "true"));

        Assert.Contains("Vera is changed", first.Text);
        Assert.Contains("Somebody else has changed Vera meanwhile", second.Text);
        Assert.Equal(HttpStatusCode.OK, (await vera.GetAsync("/ops")).Status);
    }

    [Fact]
    public async Task Given_the_last_operator_When_taken_away_Then_refused()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        var key = await shop.NewKeyAsync(Roles.Operator);

        Assert.Equal(HttpStatusCode.Conflict, await PatchAsync(shop, key, "Aki", new { role = "viewer" }));
        Assert.Equal(HttpStatusCode.Conflict, await PatchAsync(shop, key, "Aki", new { isDisabled = true }));
        Assert.Equal(HttpStatusCode.OK, (await aki.GetAsync("/ops")).Status);
    }

    [Fact]
    public async Task Given_a_password_set_anew_When_an_older_session_goes_on_Then_it_is_over_and_the_link_is_used_up()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        using var bo = await InviteAsync(shop, aki, "Bo", Roles.Viewer);
        await aki.GetAsync("/ops/accounts");
        var link = NewLinkOf(await aki.PostAsync("/ops/accounts?handler=Link", ("Name", "Bo")));
        using var elsewhere = Visitor(shop);

        var set = await FollowAsync(elsewhere, link, "another four good words");
        var again = await FollowAsync(elsewhere, link, "yet another four words");

        Assert.Contains("The password is set.", set.Text);
        Assert.Contains("This link can't be used", again.Text);
        Assert.Equal("/ops/sign-in?returnUrl=%2Fops", (await bo.GetAsync("/ops")).Path);
        Assert.Equal("/ops", (await SignInAsync(bo, "Bo", "another four good words")).Path);
    }

    [Fact]
    public async Task Given_a_form_without_its_token_When_sent_Then_refused_with_a_page()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        var forged = new HttpRequestMessage(HttpMethod.Post, "/ops/accounts?handler=CreateKey")
        {
            Content = new FormUrlEncodedContent([new("Name", "mallory"), new("Role", "operator")]),
        };
        forged.Headers.Add("Cookie", string.Join("; ", aki.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));

        var reply = await shop.SendAsync(forged);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("<html", reply.Text);
        Assert.DoesNotContain("mallory", (await aki.GetAsync("/ops/accounts")).Text);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Given_a_return_address_on_another_site_When_signed_in_Then_it_leads_to_the_overview(string returnUrl)
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        await aki.PostAsync("/ops/sign-out");
        await aki.GetAsync("/ops/sign-in");

        Assert.Equal("/ops", (await aki.PostAsync("/ops/sign-in", ("Name", "Aki"), ("Password", Password), ("ReturnUrl", returnUrl))).Path);
        Assert.Equal("/ops", (await aki.GetAsync($"/ops/language?to=en&returnUrl={Uri.EscapeDataString(returnUrl)}")).Path);
    }

    [Fact]
    public async Task Given_hostile_names_When_shown_Then_they_are_text()
    {
        const string Hostile = "\"><svg onload=alert(1)>";
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        await aki.GetAsync("/ops/accounts");

        var made = await aki.PostAsync("/ops/accounts?handler=Create", ("Name", Hostile), ("Role", "viewer"));
        var listed = await aki.GetAsync("/ops/accounts");
        var logged = await aki.GetAsync("/ops/system");

        Assert.All([made, listed, logged], page => Assert.DoesNotContain("<svg onload", page.Html));
        Assert.All([made, listed, logged], page => Assert.Contains(Hostile, page.Text));
    }

    [Fact]
    public async Task Given_a_person_who_acts_When_the_log_is_read_Then_it_names_the_person_and_what_came_of_it()
    {
        await using var shop = await Shop.OpenAsync(settings: Closed);
        using var aki = await FirstOperatorAsync(shop);
        await aki.GetAsync("/ops/accounts");
        await aki.PostAsync("/ops/accounts?handler=CreateKey", ("Name", "ci"), ("Role", "operator"));
        await aki.PostAsync("/ops/accounts?handler=Revoke", ("Name", "ci"));
        await aki.PostAsync("/ops/accounts?handler=Revoke", ("Name", "ci"));
        var key = await shop.NewKeyAsync(Roles.Operator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/operations/jobs/ordering.retention/run");
        request.Headers.Add("X-Api-Key", key);
        await shop.SendAsync(request);

        using var ask = new HttpRequestMessage(HttpMethod.Get, "/operations/actions");
        ask.Headers.Add("X-Api-Key", key);
        var actions = (await shop.SendAsync(ask)).Json.GetProperty("actions").EnumerateArray()
            .Select(action => $"{action.Text("personKind")} {action.Text("person")} {action.Text("action")} {action.Text("subject")} {action.Text("state")}");

        Assert.Equal(
            [
                "key operators job.run ordering.retention done",
                "account Aki api-key.revoke ci refused",
                "account Aki api-key.revoke ci done",
                "account Aki api-key.create ci done",
                " anonymous account.first Aki done",
            ],
            actions);
    }

    private static ConsoleVisitor Visitor(Shop shop) => new(shop.Http.BaseAddress!);

    private static async Task<ConsoleVisitor> FirstOperatorAsync(Shop shop)
    {
        var visitor = Visitor(shop);
        var link = await PrintedLinkAsync(shop);
        await visitor.GetAsync(link);
        await visitor.PostAsync(link, ("Token", TokenOf(link)), ("Name", "Aki"), ("Password", Password), ("Again", Password));
        return visitor;
    }

    /// <summary>Made by an operator, who hands over a link; signed in.</summary>
    private static async Task<ConsoleVisitor> InviteAsync(Shop shop, ConsoleVisitor anOperator, string name, string role)
    {
        await anOperator.GetAsync("/ops/accounts");
        var link = NewLinkOf(await anOperator.PostAsync("/ops/accounts?handler=Create", ("Name", name), ("Role", role)));
        var visitor = Visitor(shop);
        await FollowAsync(visitor, link, Password);
        await SignInAsync(visitor, name, Password);
        return visitor;
    }

    private static async Task<VisitedPage> FollowAsync(ConsoleVisitor visitor, string link, string password)
    {
        await visitor.GetAsync(link);
        var query = System.Web.HttpUtility.ParseQueryString(link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        return await visitor.PostAsync("/ops/password", ("Account", query["account"]!), ("Token", query["token"]!), ("Password", password), ("Again", password));
    }

    private static async Task<VisitedPage> SignInAsync(ConsoleVisitor visitor, string name, string password)
    {
        await visitor.GetAsync("/ops/sign-in");
        return await visitor.PostAsync("/ops/sign-in", ("Name", name), ("Password", password));
    }

    private static async Task<string> PrintedLinkAsync(Shop shop)
    {
        var printed = string.Empty;
        await Eventually.TrueAsync(
            () => Task.FromResult((printed = shop.Services.GetRequiredService<TextWriter>().ToString()!).Contains("/ops/first", StringComparison.Ordinal)),
            () => $"the link is printed; so far: {printed}");
        return printed[printed.IndexOf("/ops/first", StringComparison.Ordinal)..].Trim();
    }

    private static string TokenOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static string NewLinkOf(VisitedPage page) => new Uri(NewLink().Match(page.Text).Groups[1].Value).PathAndQuery;

    private static string VersionOf(string name, VisitedPage page) =>
        Regex.Match(page.Html, $"name=\"Name\" value=\"{name}\">\\s*<input type=\"hidden\" name=\"Version\" value=\"([^\"]+)\"").Groups[1].Value;

    private static async Task<HttpStatusCode> PatchAsync(Shop shop, string key, string name, object change)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, $"/operations/accounts/{name}") { Content = JsonContent.Create(change) };
        request.Headers.Add("X-Api-Key", key);
        return (await shop.SendAsync(request)).Status;
    }

    [GeneratedRegex("id=\"new-link\" readonly value=\"([^\"]+)\"")]
    private static partial Regex NewLink();
}
