using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.PostgresTests.Scheduling;

/// <summary>What need run only once for all hosts on one database does, whatever becomes of the hosts.</summary>
public sealed class ClusterTests
{
    private const string Job = "shipping.carrier-polling";
    private const string Often = "Shipping:Polling:Interval=00:00:00.5";
    private const string Never = "Shipping:Polling:Interval=1.00:00:00";

    [Fact]
    public async Task Given_two_hosts_When_intervals_pass_Then_the_job_runs_once_in_each()
    {
        const int Enough = 6;
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var one = await Shop.OpenOnAsync(data, simulators, configure: null, Often);
        await using var other = await Shop.OpenOnAsync(data, simulators, configure: null, Often);
        await using var history = new ClusterHistory(data, Job);

        await Eventually.TrueAsync(async () => await history.HostsAsync() == 2 && await history.RunsAsync() >= Enough, "two hosts have run it");

        var (sofar, _) = await history.TallyAsync();
        await Eventually.TrueAsync(async () => await history.RunsAsync() >= sofar - 1, "the history, which is written behind the runs, has them all"); // One may be under way.
        var (intervals, runs) = await history.TallyAsync();
        Assert.InRange(runs, sofar - 1, intervals);
    }

    [Fact]
    public async Task Given_a_host_that_runs_the_job_When_it_is_killed_Then_another_goes_on()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        using var process = await HostProcess.StartAsync(data.Settings, simulators.BaseAddress, [.. HostSettings.Quick, Often]);
        await using var history = new ClusterHistory(data, Job);
        await Eventually.TrueAsync(async () => await history.RunsAsync() > 0, "it runs in the first host");
        var killed = await history.LatestHostAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, Often);
        await Eventually.TrueAsync(async () => await history.HostsAsync() == 2, "there are two hosts");

        await process.KillAsync();

        await Eventually.TrueAsync(async () => await history.HostsAsync() == 1, "the other has seen it");
        var before = await history.RunsOnOthersAsync(killed);
        await Eventually.TrueAsync(async () => await history.RunsOnOthersAsync(killed) >= before + 2, "it goes on");
    }

    [Fact]
    public async Task Given_a_history_that_is_longer_than_the_settings_say_When_retention_runs_Then_it_is_cut()
    {
        const int Long = 20;
        const int Short = 5;
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var history = new ClusterHistory(data, Job);
        await using (await Shop.OpenOnAsync(data, simulators, configure: null, "Shipping:Polling:Interval=00:00:00.05"))
        {
            await Eventually.TrueAsync(async () => await history.RunsAsync() >= Long, "it has run often");
        }

        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, "Shipping:Polling:Interval=00:00:02", $"Scheduling:HistoryPerJob={Short}");

        await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/operations.retention/run"));

        await Eventually.TrueAsync(async () => await history.RunsAsync() is > 0 and <= Short + 1, "the history is cut");
    }

    [Fact]
    public async Task Given_an_interval_that_was_changed_between_two_starts_When_started_Then_the_new_one_holds()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var history = new ClusterHistory(data, Job);
        await using (await Shop.OpenOnAsync(data, simulators, configure: null, Never))
        {
            await Eventually.TrueAsync(history.IsKnownAsync, "it is scheduled");
        }

        Assert.Equal(0, await history.RunsAsync());
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, Often);

        await Eventually.TrueAsync(async () => await history.RunsAsync() >= 2, "it runs");
    }

    [Theory]
    [InlineData("UPDATE quartz.triggers SET next_fire_time = next_fire_time + 36000000000, trigger_state = 'WAITING'")] // By a clock that was an hour ahead.
    [InlineData("UPDATE quartz.triggers SET trigger_state = 'ERROR'")]
    [InlineData("DELETE FROM quartz.fired_triggers; DELETE FROM quartz.triggers; DELETE FROM quartz.job_details")]
    public async Task Given_a_schedule_that_went_wrong_When_a_host_looks_Then_the_job_runs_again(string damage)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, Often);
        await using var history = new ClusterHistory(data, Job);
        await Eventually.TrueAsync(async () => await history.RunsAsync() > 0, "it runs");

        await history.ChangeAsync(damage);
        var before = await history.RunsAsync();
        shop.Services.GetRequiredService<ClusterScheduler>().LookNow();

        await Eventually.TrueAsync(async () => await history.RunsAsync() >= before + 3, "it runs again");
    }

    [Fact]
    public async Task Given_a_job_that_no_program_has_any_more_When_it_is_due_Then_it_is_forgotten()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, Never);
        await using var history = new ClusterHistory(data, "ordering.renamed");
        var scheduler = await shop.Services.GetRequiredService<ClusterScheduler>().GetAsync(TestContext.Current.CancellationToken);

        await scheduler.ScheduleJob(
            JobBuilder.Create<ClusterRun>().WithIdentity("ordering.renamed").Build(),
            TriggerBuilder.Create().WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromMilliseconds(200)).RepeatForever()).Build(),
            ScheduleJobOptions.Replacing,
            TestContext.Current.CancellationToken);

        Assert.True(await history.IsKnownAsync());
        await Eventually.TrueAsync(async () => !await history.IsKnownAsync(), "it is forgotten");
    }

    [Fact]
    public async Task Given_a_server_that_goes_away_When_it_is_back_Then_the_job_goes_on()
    {
        await using var server = await PostgresServer.FindAsync();
        Assert.SkipUnless(server is { IsOwn: true }, "Only a server that is started here can be stopped.");
        await using var data = new PostgresData(server, await server.CreateDatabaseAsync());
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, Often);
        await using var history = new ClusterHistory(data, Job);
        await Eventually.TrueAsync(async () => await history.RunsAsync() > 0, "it runs");

        await server.StopAsync();
        await server.StartAsync();

        var before = await history.RunsAsync();
        await Eventually.TrueAsync(async () => await history.RunsAsync() >= before + 3, "it goes on");
    }
}
