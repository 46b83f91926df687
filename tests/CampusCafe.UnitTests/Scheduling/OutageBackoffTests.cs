using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.UnitTests.Calls;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;

namespace CampusCafe.UnitTests.Scheduling;

public sealed class OutageBackoffTests
{
    private const int Nudges = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ManualTime time = new(DateTimeOffset.UnixEpoch);
    private readonly DatabaseGate gate = new();
    private readonly OutageBackoff backoff;
    private int runs;

    public OutageBackoffTests()
    {
        var database = Stub.Of<IDatabase>(new Dictionary<string, object?> { ["get_Name"] = "Test", ["IsUnavailable"] = true, ["IsLockTimeout"] = false });
        backoff = new OutageBackoff(gate, new OutageLog(database, time, NullLogger<OutageLog>.Instance), time);
    }

    [Fact]
    public async Task Given_schemas_that_are_not_ready_When_a_job_is_nudged_Then_it_runs_only_once_they_are()
    {
        await NudgeAsync(SucceedAsync);
        Assert.Equal(0, runs);

        gate.Open();
        await NudgeAsync(SucceedAsync);
        Assert.Equal(Nudges, runs);
    }

    [Fact]
    public async Task Given_an_outage_When_a_job_is_nudged_on_Then_it_is_left_alone_until_its_pause_is_over()
    {
        gate.Open();
        await NudgeAsync(FailAsync);
        Assert.Equal(1, runs);

        time.Advance(LongestPause);
        await NudgeAsync(FailAsync);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Given_an_outage_that_is_over_When_a_job_is_nudged_on_Then_it_runs_each_time()
    {
        gate.Open();
        await NudgeAsync(FailAsync);
        time.Advance(LongestPause);

        await NudgeAsync(SucceedAsync);

        Assert.Equal(1 + Nudges, runs);
    }

    [Fact]
    public async Task Given_an_outage_for_one_job_When_another_is_nudged_Then_it_runs()
    {
        gate.Open();
        await NudgeAsync(FailAsync, "ordering.relay");

        await NudgeAsync(SucceedAsync, "payments.relay");

        Assert.Equal(1 + Nudges, runs);
    }

    private async Task NudgeAsync(JobExecutionDelegate job, string name = "ordering.relay")
    {
        var context = Stub.Of<IJobExecutionContext>(new Dictionary<string, object?>
        {
            ["get_JobDetail"] = JobBuilder.Create<IJob>().WithIdentity(name).Build(),
        });
        for (var i = 0; i < Nudges; i++)
        {
            await backoff.Invoke(context, job, TestContext.Current.CancellationToken);
        }
    }

    private ValueTask FailAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        runs++;
        throw new IOException("No space left on device.");
    }

    private ValueTask SucceedAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        runs++;
        return ValueTask.CompletedTask;
    }
}
