using System.Data;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CampusCafe.UnitTests.Scheduling;

public sealed class ShutdownGraceTests
{
    private readonly IJobExecutionContext job = Stub.Of<IJobExecutionContext>(new Dictionary<string, object?>());

    [Fact]
    public async Task Given_a_job_that_is_cut_off_When_its_database_tells_that_in_its_own_way_Then_it_has_not_failed()
    {
        var grace = GraceOf(stopping: new CancellationToken(canceled: true));
        using var cutOff = new CancellationTokenSource();

        await grace.Invoke(job, CancelledAsync, cutOff.Token);

        async ValueTask CancelledAsync(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            await cutOff.CancelAsync();
            Assert.True(cancellationToken.IsCancellationRequested);
            throw new DataException("Operation cancelled by user.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_job_that_is_not_cut_off_When_it_fails_Then_that_is_told(bool isStopping)
    {
        var grace = GraceOf(stopping: new CancellationToken(isStopping));

        await Assert.ThrowsAsync<DataException>(async () => await grace.Invoke(job, FailAsync, TestContext.Current.CancellationToken));
    }

    private static ShutdownGrace GraceOf(CancellationToken stopping) =>
        new(Stub.Of<IHostApplicationLifetime>(new Dictionary<string, object?> { ["get_ApplicationStopping"] = stopping }));

    private static ValueTask FailAsync(IJobExecutionContext context, CancellationToken cancellationToken) =>
        throw new DataException("A bug.");
}
