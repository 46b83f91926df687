using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Jobs;
using CampusCafe.Operations.Persistence;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.IntegrationTests.Console;

/// <summary>Jobs that fail, wait, are paused, and are told when to run.</summary>
public sealed class JobTests
{
    private const string Name = "tests.oven";
    private const string Page = $"/ops/jobs/{Name}";

    [Fact]
    public async Task Given_a_job_that_fails_When_looked_at_Then_its_error_is_there_and_the_overview_counts_it()
    {
        var oven = new Oven { On = _ => throw new InvalidOperationException("The oven is cold.") };
        await using var shop = await Shop.OpenAsync(oven.Configure);
        await RunAsync(shop);

        var job = await UntilAsync(shop, found => found.Text("last.outcome") == "failed", "it has failed");
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        Assert.Contains("The oven is cold.", job.Text("last.error"));
        Assert.Contains("The oven is cold.", (await visitor.GetAsync(Page)).Text);
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/operations/overview")).Json.GetProperty("jobsFailing").GetInt32() == 1, () => "the overview counts it");

        oven.On = _ => Task.CompletedTask;
        await RunAsync(shop);
        await UntilAsync(shop, found => found.Text("last.outcome") == "succeeded", "it has succeeded");
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/operations/overview")).Json.GetProperty("jobsFailing").GetInt32() == 0, () => "the overview doesn't count it any more");
    }

    [Fact]
    public async Task Given_a_visitor_who_reads_Japanese_When_jobs_are_looked_at_Then_no_job_is_described_in_English()
    {
        await using var shop = await Shop.OpenAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!) { Language = "ja" };

        var english = (await shop.GetAsync("/operations/jobs")).Json.EnumerateArray().Select(job => job.Text("job.description")!).ToList();
        var page = (await visitor.GetAsync("/ops/jobs")).Text;

        Assert.True(english.Count > 10);
        Assert.DoesNotContain(english, page.Contains);
    }

    [Fact]
    public async Task Given_a_host_that_beats_again_When_its_row_is_read_Then_it_is_the_same_with_what_runs_now()
    {
        var oven = new Oven { On = token => Task.Delay(Timeout.InfiniteTimeSpan, token) };
        await using var shop = await Shop.OpenAsync(oven.Configure);
        var beat = shop.Services.GetRequiredService<HostBeat>();
        LivingHost? row = null;
        await Eventually.TrueAsync(async () => (row = await ReadAsync()) is not null, () => "it has said that it is there");
        var before = row!;
        await RunAsync(shop);
        await UntilAsync(shop, found => found.GetProperty("running").GetArrayLength() == 1, "it runs");

        await using (var scope = shop.Scope())
        {
            await beat.BeatAsync(scope.ServiceProvider.GetRequiredService<OperationsDbContext>(), CancellationToken.None);
        }

        var after = (await ReadAsync())!;
        Assert.Contains(after.Running, run => run.Job == Name && run.IsByHand);
        Assert.Equal((before.Id, before.StartedAt), (after.Id, after.StartedAt));
        Assert.True(after.SeenAt > before.SeenAt);

        async Task<LivingHost?> ReadAsync()
        {
            await using var scope = shop.Scope();
            return await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Hosts.AsNoTracking().SingleOrDefaultAsync();
        }
    }

    [Fact]
    public async Task Given_other_hosts_When_they_say_what_runs_there_Then_it_is_shown_while_they_are_alive()
    {
        await using var shop = await Shop.OpenAsync(new Oven().Configure);
        var now = TimeProvider.System.GetUtcNow();
        await using (var scope = shop.Scope())
        {
            var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
            context.AddRange(HostOf("alive", now.AddMinutes(1)), HostOf("silent", now - HostBeat.AliveWithin));
            await context.SaveChangesAsync(CancellationToken.None);
        }

        var running = (await shop.GetAsync($"/operations/jobs/{Name}")).Json.GetProperty("running").EnumerateArray().Select(run => (run.Text("machine"), run.GetProperty("isHere").GetBoolean()));

        Assert.Equal([("alive", false)], running);

        LivingHost HostOf(string machine, DateTimeOffset seenAt) => new()
        {
            Id = Guid.CreateVersion7(),
            Machine = machine,
            ProcessId = 1,
            Version = "1",
            StartedAt = now,
            SeenAt = seenAt,
            Running = [new RunningJob(Name, now, IsByHand: false)],
        };
    }

    [Fact]
    public async Task Given_a_run_that_ends_with_its_host_When_the_next_host_is_asked_Then_it_is_in_the_history()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        var oven = new Oven();
        await using (var shop = await Shop.OpenOnAsync(data, simulators, oven.Configure))
        {
            var journal = shop.Services.GetRequiredService<JobJournal>().ExecuteTask!;
            oven.On = async _ => await journal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Longer than the journal writes by itself.
            await RunAsync(shop);
            await Eventually.TrueAsync(() => Task.FromResult(oven.Runs == 1), () => "it runs");
        }

        await using var next = await Shop.OpenOnAsync(data, simulators, new Oven().Configure);

        Assert.Equal("succeeded", (await next.GetAsync($"/operations/jobs/{Name}")).Json.Text("last.outcome"));
    }

    [Fact]
    public async Task Given_a_paused_job_When_its_time_comes_Then_it_runs_by_hand_only_until_it_is_resumed()
    {
        var oven = new Oven { Interval = TimeSpan.FromMilliseconds(200) };
        await using var shop = await Shop.OpenAsync(oven.Configure);
        await Eventually.TrueAsync(() => Task.FromResult(oven.Runs > 0), () => "it runs by itself");

        await PostAsync(shop, "pause");
        var paused = oven.Runs;
        await Eventually.TrueAsync(async () => await FiredAgainAsync(shop), () => "its time has come since");
        Assert.True(oven.Runs <= paused + 1, "Only a run that was under way ended.");
        paused = oven.Runs;
        await RunAsync(shop);
        await Eventually.TrueAsync(() => Task.FromResult(oven.Runs == paused + 1), () => "it runs by hand");

        await PostAsync(shop, "resume");
        await Eventually.TrueAsync(() => Task.FromResult(oven.Runs > paused + 2), () => "it runs by itself again");
    }

    [Fact]
    public async Task Given_a_paused_job_When_the_host_is_started_anew_Then_it_is_still_paused_and_its_history_is_there()
    {
        var oven = new Oven();
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using (var shop = await Shop.OpenOnAsync(data, simulators, oven.Configure))
        {
            await RunAsync(shop);
            await UntilAsync(shop, found => found.Text("last.outcome") == "succeeded", "it has run");
            await PostAsync(shop, "pause");
        }

        await using var again = await Shop.OpenOnAsync(data, simulators, oven.Configure);
        var job = (await again.GetAsync($"/operations/jobs/{Name}")).Json;

        Assert.True(job.GetProperty("isPaused").GetBoolean());
        Assert.Equal("developer", job.Text("changedBy"));
        Assert.Equal("succeeded", job.Text("last.outcome"));
    }

    [Fact]
    public async Task Given_a_run_that_takes_too_long_When_interrupted_Then_it_ends_and_the_history_says_so()
    {
        var oven = new Oven { On = token => Task.Delay(Timeout.InfiniteTimeSpan, token) };
        await using var shop = await Shop.OpenAsync(oven.Configure);
        await RunAsync(shop);
        var runs = await UntilAsync(shop, found => found.GetProperty("running").GetArrayLength() == 1, "it runs");
        Assert.False(runs.GetProperty("job").GetProperty("waitsByHand").GetBoolean());

        await PostAsync(shop, "interrupt");

        var job = await UntilAsync(shop, found => found.Text("last.outcome") == "interrupted", "it was interrupted");
        Assert.Equal(0, job.GetProperty("running").GetArrayLength());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("99 * * * * ?")]
    [InlineData("00:00:00")]
    [InlineData("8.00:00:00")]
    [InlineData("0 0 0 30 2 ?")]
    [InlineData("")]
    public async Task Given_a_schedule_that_is_none_When_saved_Then_it_says_why_and_keeps_the_form(string schedule)
    {
        await using var shop = await Shop.OpenAsync(new Oven().Configure);
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);
        await visitor.GetAsync(Page);

        var page = await visitor.PostAsync($"{Page}?handler=Schedule", ("Schedule", schedule), ("Version", "0"));
        var put = await PutAsync(shop, new { schedule });
        var preview = await shop.GetAsync($"/operations/jobs/preview?schedule={Uri.EscapeDataString(schedule)}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("is-invalid", page.Html);
        Assert.True(schedule.Length == 0 || page.Html.Contains($"name=\"Schedule\" value=\"{schedule}\"", StringComparison.Ordinal), "The form keeps what was sent.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, put.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, preview.Status);
        Assert.Equal("01:00:00", (await shop.GetAsync($"/operations/jobs/{Name}")).Json.Text("job.schedule"));
    }

    [Fact]
    public async Task Given_a_cron_expression_When_previewed_and_saved_Then_the_job_runs_by_it_until_it_is_taken_back()
    {
        const string EverySecond = "* * * * * ?";
        var oven = new Oven();
        await using var shop = await Shop.OpenAsync(oven.Configure);

        var times = (await shop.GetAsync($"/operations/jobs/preview?schedule={Uri.EscapeDataString("0 0 12 * * ?")}")).Json.GetProperty("times");
        Assert.Equal(5, times.GetArrayLength());
        Assert.All(times.EnumerateArray(), time => Assert.Equal(TimeSpan.FromHours(12), time.GetDateTimeOffset().UtcDateTime.TimeOfDay));

        var saved = (await PutAsync(shop, new { schedule = EverySecond, version = 0 })).Json;
        Assert.Equal((EverySecond, "01:00:00"), (saved.Text("job.schedule"), saved.Text("job.settingsSchedule")));
        await Eventually.TrueAsync(() => Task.FromResult(oven.Runs >= 2), () => "it runs by the cron expression");

        await PutAsync(shop, new { schedule = (string?)null });
        await UntilAsync(
            shop,
            found => found.Text("job.schedule") == "01:00:00" && found.GetProperty("job").GetProperty("nextFireAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch
                && found.GetProperty("job").GetProperty("nextFireAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow() > TimeSpan.FromMinutes(50),
            "it is back to the settings'");
    }

    [Fact]
    public async Task Given_two_operators_When_both_change_a_job_Then_the_second_is_told_what_changed()
    {
        await using var shop = await Shop.OpenAsync(new Oven().Configure);

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(shop, new { schedule = "00:30:00", version = 0 })).Status);
        var second = await PutAsync(shop, new { schedule = "00:45:00", version = 0 });

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("urn:campuscafe:problem:job-changed", second.Json.Text("type"));
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);
        await visitor.GetAsync(Page);
        Assert.Contains("Somebody else has decided about it meanwhile", (await visitor.PostAsync($"{Page}?handler=Pause", ("Version", "0"))).Text);
    }

    [Fact]
    public async Task Given_relays_When_looked_at_Then_they_are_rates_and_not_rows_of_history()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.UntilStatusAsync(await shop.PlaceAsync(), "shipped", "completed");

        var relay = (await shop.GetAsync("/operations/jobs/inventory.relay")).Json;

        Assert.True(relay.GetProperty("minutes").EnumerateArray().Sum(minute => minute.GetProperty("runs").GetInt32()) > 0);
        Assert.InRange((await shop.GetAsync("/operations/jobs/inventory.relay/runs")).Json.GetProperty("runs").GetArrayLength(), 0, 1); // The first that went well.
    }

    [Fact]
    public async Task Given_a_paused_relay_When_ordered_Then_its_messages_wait_until_it_is_resumed()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/inventory.relay/pause"));

        var orderId = await shop.PlaceAsync();

        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/operations/messages/pending?consumer=inventory")).Json.GetProperty("messages").EnumerateArray()
                .Any(row => row.Text("message.key") == orderId),
            () => "the message waits");
        await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/inventory.relay/resume"));
        await shop.UntilStatusAsync(orderId, "shipped", "completed");
    }

    [Theory]
    [InlineData("GET", "/operations/jobs/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/operations/jobs/nothing/run", HttpStatusCode.NotFound)]
    [InlineData("POST", "/operations/jobs/nothing/pause", HttpStatusCode.NotFound)]
    [InlineData("GET", "/operations/jobs/nothing/runs", HttpStatusCode.NotFound)]
    [InlineData("POST", "/operations/jobs/tests.oven/resume", HttpStatusCode.Conflict)]
    [InlineData("POST", "/operations/jobs/tests.oven/reset", HttpStatusCode.Conflict)]
    [InlineData("GET", "/ops/jobs/nothing", HttpStatusCode.NotFound)]
    public async Task Given_no_such_job_or_nothing_to_do_When_asked_Then_it_says_so(string method, string path, HttpStatusCode status)
    {
        await using var shop = await Shop.OpenAsync(new Oven().Configure);

        Assert.Equal(status, (await shop.SendAsync(new(new HttpMethod(method), path))).Status);
    }

    private static Task<ShopReply> PostAsync(Shop shop, string verb) => shop.SendAsync(new(HttpMethod.Post, $"/operations/jobs/{Name}/{verb}"));

    private static async Task RunAsync(Shop shop) => Assert.Equal(HttpStatusCode.OK, (await PostAsync(shop, "run")).Status);

    private static Task<ShopReply> PutAsync(Shop shop, object command) =>
        shop.SendAsync(new(HttpMethod.Put, $"/operations/jobs/{Name}/schedule") { Content = JsonContent.Create(command) });

    private static async Task<JsonElement> UntilAsync(Shop shop, Func<JsonElement, bool> expected, string what)
    {
        JsonElement job = default;
        await Eventually.TrueAsync(async () => expected(job = (await shop.GetAsync($"/operations/jobs/{Name}")).Json), () => $"{what}; the job is {job}");
        return job;
    }

    private static async Task<bool> FiredAgainAsync(Shop shop)
    {
        var before = (await shop.GetAsync($"/operations/jobs/{Name}")).Json.GetProperty("job").GetProperty("previousFireAt");
        await Task.Yield();
        var after = (await shop.GetAsync($"/operations/jobs/{Name}")).Json.GetProperty("job").GetProperty("previousFireAt");
        return before.GetRawText() != after.GetRawText();
    }

    /// <summary>Does what the test says.</summary>
    private sealed class Oven
    {
        private int runs;

        public Func<CancellationToken, Task> On { get; set; } = _ => Task.CompletedTask;

        public TimeSpan Interval { get; init; } = TimeSpan.FromHours(1);

        public int Runs => Volatile.Read(ref runs);

        public void Configure(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton(this);
            builder.Services.AddClusterJob<Job>(Name, "Bakes.", _ => Interval);
        }

        private sealed class Job(Oven oven) : IJob
        {
            public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
            {
                Interlocked.Increment(ref oven.runs);
                await oven.On(cancellationToken);
            }
        }
    }
}
