using System.Data.Common;
using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using CampusCafe.Ordering.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>What isn't there, what can't be read, and a host that doesn't answer.</summary>
public sealed class TroubleTests(InChromium chromium, TroubleTests.Shaky shaky) : BrowserTest(chromium), IClassFixture<TroubleTests.Shaky>
{
    /// <summary>Whose orders can be made unreadable.</summary>
    public sealed class Shaky : OpenShop
    {
        public Shaky()
            : this(new Disk())
        {
        }

        private Shaky(Disk disk)
            : base(builder => builder.Services.ConfigureDbContext<OrderingDbContext>(options => options.AddInterceptors(disk))) => Disk = disk;

        internal Disk Disk { get; }
    }

    [Theory]
    [InlineData("/ops/orders/01890000-0000-7000-8000-000000000000", "en light desktop", "Not found")]
    [InlineData("/ops/messages/nonsense", "ja dark phone", "見つかりません")]
    [InlineData("/ops/jobs/nothing", "en dark phone", "Not found")]
    [InlineData("/ops/nothing", "ja light desktop", "見つかりません")]
    public async Task Given_an_unknown_address_When_asked_for_Then_a_page_says_so_and_leads_back(string path, string viewer, string heading)
    {
        var visit = await VisitAsync(shaky.Shop, Viewer.Named(viewer));
        visit.Expects("status of 404");

        Assert.Equal(404, await visit.GoAsync(path));

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync(heading);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", viewer.Contains("dark", StringComparison.Ordinal) ? "dark" : "light");
        await Screenshots.SaveAsync(visit.Page, $"404 {viewer}");
        await visit.Page.AssertAccessibleAsync();
        await visit.Page.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync("/ops");
    }

    [Fact]
    public async Task Given_a_search_that_is_none_When_sent_Then_the_page_says_why_and_can_be_used()
    {
        var visit = await VisitAsync(shaky.Shop);
        visit.Expects("status of 422");

        Assert.Equal(422, await visit.GoAsync("/ops/orders?after=nonsense&q=nobody"));

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("There is no such page.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(visit.Page.GetByText("No order fits.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Given_a_database_that_cant_be_read_When_a_page_is_asked_for_Then_it_says_so_and_comes_by_itself_once_it_can()
    {
        var visit = await VisitAsync(shaky.Shop);
        visit.Expects("status of 503");

        shaky.Disk.IsBroken = true;
        try
        {
            Assert.Equal(503, await visit.GoAsync("/ops/orders"));
            await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("The database can't be used right now");
            await Expect(visit.Page.GetByText("This page looks again by itself every 5 seconds.")).ToBeVisibleAsync();
            await visit.Page.AssertAccessibleAsync(except: "meta-refresh"); // That it says: there is nothing to read to the end.
        }
        finally
        {
            shaky.Disk.IsBroken = false;
        }

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Orders");
    }

    [Fact]
    public async Task Given_an_open_page_When_the_host_stops_Then_it_says_that_what_it_shows_may_be_old()
    {
        await using var shop = await Shop.OpenAsync();
        var visit = await VisitAsync(shop, "/ops");
        visit.Expects("net::ERR_"); // The connection is cut, and then refused.
        visit.Allows("Failed to fetch"); // By the script, if it was just asking.
        await Expect(visit.Page.Locator("#trouble")).ToBeHiddenAsync();

        await shop.StopAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The host doesn't answer. What you see may be old.");
    }

    internal sealed class Disk : DbCommandInterceptor
    {
        private const int InputOutputError = 10;

        public bool IsBroken { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            IsBroken ? throw new SqliteException("disk I/O error", InputOutputError) : ValueTask.FromResult(result);
    }
}
