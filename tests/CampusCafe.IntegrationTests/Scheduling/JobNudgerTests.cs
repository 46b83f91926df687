using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.IntegrationTests.Scheduling;

/// <summary>Relays end as soon as they have read everything: they rely on a nudge that comes while they run.</summary>
public sealed class JobNudgerTests
{
    private const string Job = "looks";

    [Fact]
    public async Task Given_a_job_that_runs_When_nudged_Then_it_runs_once_more()
    {
        using var host = await StartAsync();
        var work = host.Services.GetRequiredService<Work>();
        var nudger = host.Services.GetRequiredService<JobNudger>();
        work.MayEnd = new TaskCompletionSource();
        await nudger.NudgeAsync(Job);
        await Eventually.TrueAsync(() => work.Runs == 1, "it runs");

        await nudger.NudgeAsync(Job);
        await nudger.NudgeAsync(Job);
        work.MayEnd.SetResult();

        await Eventually.TrueAsync(() => work.Runs >= 2, "it runs once more");
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, work.Runs);
    }

    [Fact]
    public async Task Given_nudges_at_any_moment_of_a_run_When_each_has_something_new_Then_the_job_sees_it()
    {
        const int Nudges = 500;
        using var host = await StartAsync();
        var work = host.Services.GetRequiredService<Work>();
        var nudger = host.Services.GetRequiredService<JobNudger>();
        var random = new Random(Nudges);

        for (var nudge = 1; nudge <= Nudges; nudge++)
        {
            work.Wanted = nudge;
            await nudger.NudgeAsync(Job);

            // So that the next nudge meets now a job that waits, now one that runs, now one that is about to end.
            if (random.Next(3) == 0)
            {
                await Eventually.TrueAsync(() => work.Seen == nudge, $"nudge {nudge} is seen");
            }
            else
            {
                Thread.SpinWait(random.Next(100_000));
            }
        }

        await Eventually.TrueAsync(() => work.Seen == Nudges, "the last nudge is seen");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A clock that was ahead leaves triggers that lie ahead.</summary>
    [Fact]
    public async Task Given_a_nudge_and_a_look_that_wait_When_the_clock_is_put_back_Then_the_next_ones_are_not_held_up_by_them()
    {
        var time = new ShiftedTime { Ahead = TimeSpan.FromHours(1) };
        using var host = await StartAsync(time);
        var work = host.Services.GetRequiredService<Work>();
        var nudger = host.Services.GetRequiredService<JobNudger>();
        work.MayEnd = new TaskCompletionSource();
        await nudger.NudgeAsync(Job);
        await Eventually.TrueAsync(() => work.Runs == 1, "it runs");
        await nudger.NudgeAsync(Job);
        await nudger.LookAsync(Job);

        time.Ahead = TimeSpan.Zero;
        work.MayEnd.SetResult();
        await nudger.LookAsync(Job);
        await Eventually.TrueAsync(() => work.Runs >= 2, "a look finds it");
        var runs = work.Runs;
        await nudger.NudgeAsync(Job);

        await Eventually.TrueAsync(() => work.Runs > runs, "a nudge finds it");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IHost> StartAsync(TimeProvider? time = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton<Work>();
        builder.Services.AddSingleton<JobNudger>();
        builder.Services.AddQuartz(quartz => quartz.AddJobMiddleware<NudgeTaker>().AddJob<LookJob>(job => job.WithIdentity(Job).StoreDurably()));
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    internal sealed class Work
    {
        private int runs;
        private int wanted;
        private int seen;

        public int Runs => Volatile.Read(ref runs);

        public int Wanted
        {
            set => Volatile.Write(ref wanted, value);
        }

        public int Seen => Volatile.Read(ref seen);

        public TaskCompletionSource? MayEnd { get; set; }

        public async Task RunAsync()
        {
            Volatile.Write(ref seen, Volatile.Read(ref wanted));
            Interlocked.Increment(ref runs);
            if (MayEnd is { } mayEnd)
            {
                await mayEnd.Task;
            }
        }
    }

    [DisallowConcurrentExecution]
    internal sealed class LookJob(Work work) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await work.RunAsync();
    }
}
