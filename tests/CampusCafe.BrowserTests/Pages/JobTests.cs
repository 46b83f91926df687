using CampusCafe.BrowserTests.Browsing;
using CampusCafe.BrowserTests.Shops;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Pages;

/// <summary>Jobs are run, paused, interrupted and told when to run.</summary>
public sealed class JobTests(InChromium chromium, Bakery bakery) : BrowserTest(chromium), IClassFixture<Bakery>
{
    private const string Schedule = "Interval (hh:mm:ss), or cron expression in UTC, with seconds";

    private readonly Shop shop = bakery.Shop;

    [Fact]
    public async Task Given_a_job_When_run_and_it_fails_Then_its_error_comes_by_itself_and_the_overview_counts_it()
    {
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Cold}");

        await visit.DoAsync("Run now");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It runs as soon as a host is free to.");
        await Expect(visit.Page.Locator("pre.payload")).ToContainTextAsync("The oven is cold.");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "The oven is cold." })).ToContainTextAsync("failed");
        await Expect(visit.Page.Locator(".chart canvas")).ToBeVisibleAsync();
        await visit.GoAsync("/ops");
        await Expect(visit.Page.Locator("[data-figure=jobs-failing]")).ToHaveTextAsync("1");
        await visit.GoAsync("/ops/jobs");
        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = Ovens.Cold })).ToContainTextAsync("failed");
    }

    [Fact]
    public async Task Given_a_job_When_paused_and_resumed_Then_each_asks_first_and_the_list_says_so()
    {
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Clean}");
        var list = await VisitAsync(shop, "/ops/jobs");
        var row = list.Page.GetByRole(AriaRole.Row, new() { Name = Ovens.Clean });

        await visit.Button("Pause").ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync("It no longer runs by itself, on any host, until somebody resumes it");
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is paused");
        await Expect(row).ToContainTextAsync("paused");

        await visit.DoAsync("Resume");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It runs by itself again.");
        await Expect(row).Not.ToContainTextAsync("paused");
        await Expect(visit.Button("Pause")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Given_a_host_that_takes_its_time_When_a_form_is_sent_Then_its_button_shows_that_and_sends_no_other()
    {
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Clean}");
        await visit.Page.EvaluateAsync("""
            addEventListener('submit', event => {
                window.sent = (window.sent ?? 0) + (event.defaultPrevented ? 0 : 1);
                event.preventDefault(); // As long as the page lives, no answer has come.
            })
            """);
        await visit.Button("Run now").ClickAsync();
        var button = visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Run now" });

        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-busy", "true");
        await button.DispatchEventAsync("click");

        Assert.Equal(1, await visit.NumberAsync("window.sent"));
    }

    [Fact]
    public async Task Given_a_run_without_end_When_interrupted_Then_it_ends_and_the_page_follows()
    {
        bakery.Ovens.When(Ovens.Slow, token => Task.Delay(Timeout.InfiniteTimeSpan, token));
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Slow}");
        await visit.DoAsync("Run now");
        await Expect(visit.Page.Locator("#job")).ToContainTextAsync("running for");

        await visit.DoAsync("Interrupt");

        await Expect(visit.Page.GetByRole(AriaRole.Row, new() { Name = "by hand" })).ToContainTextAsync("interrupted");
        await Expect(visit.Page.Locator("#job")).Not.ToContainTextAsync("running for");
    }

    [Fact]
    public async Task Given_a_job_that_can_not_be_started_When_mended_and_reset_Then_it_runs_again()
    {
        var oven = new BrokenOven();
        await using var own = await Shop.OpenAsync(oven.Configure);
        var visit = await VisitAsync(own, "/ops/jobs?failing=true");
        var row = visit.Page.GetByRole(AriaRole.Row, new() { Name = BrokenOven.Name });
        await Eventually.TrueAsync(
            async () =>
            {
                await visit.GoAsync("/ops/jobs?failing=true");
                return await row.CountAsync() == 1;
            },
            () => "it has been given up");
        await Expect(row).ToContainTextAsync("can't be started");

        oven.IsMended = true;
        await visit.GoAsync($"/ops/jobs/{BrokenOven.Name}");
        await visit.DoAsync("Reset from error");

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("It is tried again.");
        await Expect(visit.Page.Locator("#job")).ToContainTextAsync("succeeded");
        await Expect(visit.Button("Reset from error")).ToHaveCountAsync(0);
        await visit.GoAsync("/ops/jobs?failing=true");
        await Expect(visit.Page.GetByText("No job fails.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Given_a_schedule_When_typed_Then_the_next_five_times_come_before_it_is_saved_and_it_can_be_taken_back()
    {
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Rescheduled}");
        var preview = visit.Page.Locator("#preview");

        await visit.Page.GetByLabel(Schedule).FillAsync("0 30 3 * * ?");
        var noon = "12:30:00"; // 03:30 UTC in Tokyo.
        await Expect(preview.GetByRole(AriaRole.Listitem).Filter(new() { HasText = noon })).ToHaveCountAsync(5);
        await Expect(visit.Page.Locator("#job code").First).ToHaveTextAsync("01:00:00");
        await visit.Button("Save the schedule").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The schedule is saved.");
        await Expect(visit.Page.Locator("#job code").First).ToHaveTextAsync("0 30 3 * * ?");
        await visit.Button("Back to the settings' (01:00:00)").ClickAsync();
        await Expect(visit.Page.Locator("#job code").First).ToHaveTextAsync("01:00:00");
    }

    [Fact]
    public async Task Given_a_schedule_that_is_none_When_typed_and_saved_Then_it_says_why_and_keeps_what_was_typed()
    {
        var visit = await VisitAsync(shop, $"/ops/jobs/{Ovens.Rescheduled}");
        visit.Expects("status of 422");
        var field = visit.Page.GetByLabel(Schedule);

        await field.FillAsync("every now and then");
        await Expect(visit.Page.Locator("#preview .text-danger")).Not.ToBeEmptyAsync();
        await visit.Button("Save the schedule").ClickAsync();

        await Expect(visit.Page.Locator("#schedule-wrong")).Not.ToBeEmptyAsync();
        await Expect(visit.Page.Locator("#schedule-wrong")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync("every now and then");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.Locator("#job code").First).ToHaveTextAsync("01:00:00");
    }

    [Fact]
    public async Task Given_two_operators_When_both_decide_about_a_job_Then_the_second_gets_what_changed()
    {
        var first = await VisitAsync(shop, $"/ops/jobs/{Ovens.Shared}");
        var second = await VisitAsync(shop, $"/ops/jobs/{Ovens.Shared}");
        await second.Page.GetByLabel(Schedule).FillAsync("00:45:00");

        await first.Page.GetByLabel(Schedule).FillAsync("00:30:00");
        await first.Button("Save the schedule").ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await second.Button("Save the schedule").ClickAsync();

        await Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else has decided about it meanwhile");
        await Expect(second.Page.Locator("#job code").First).ToHaveTextAsync("00:30:00");
    }
}
