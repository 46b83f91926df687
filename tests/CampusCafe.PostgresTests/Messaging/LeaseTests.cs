using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.IntegrationTests.Messaging;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>What every server must do for workers of several hosts. On SQLite there is one host, and whoever else's name is on a lease is dead.</summary>
public sealed class LeaseTests : MessagingTests
{
    [Fact]
    public async Task Given_the_workers_of_two_hosts_When_they_race_for_the_same_calls_Then_each_call_is_made_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await AskAsync();
        }

        using var another = Bench.AnotherWorker();
        await Task.WhenAll(Bench.RunWorkerAsync(), another.RunAsync(TestContext.Current.CancellationToken));
        await Bench.RunWorkerAsync();

        Assert.Equal(20, Bench.Calls.Requests.Select(request => request.SubjectId).Distinct().Count());
        Assert.Equal(20, Bench.Calls.Requests.Count);
        Assert.All(await Bench.AllAsync<TargetDbContext, OutgoingCall>(), call => Assert.Equal((CallState.Settled, 1), (call.State, call.Attempts)));
    }

    [Fact]
    public async Task Given_a_worker_that_died_When_its_lease_stands_Then_nobody_takes_it_over_and_afterwards_another_does()
    {
        await AskAsync();
        await DieAsync();
        using var another = Bench.AnotherWorker();

        await another.RunAsync(TestContext.Current.CancellationToken);
        Assert.Single(Bench.Calls.Requests);

        Bench.Time.Advance(TimeSpan.FromSeconds(31));
        await another.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([false, true], Bench.Calls.Requests.Select(request => request.AskFirst));
        Assert.Equal(CallState.Settled, (await Bench.AllAsync<TargetDbContext, OutgoingCall>()).Single().State);
    }

    /// <summary>After the call and before its outcome is recorded.</summary>
    private async Task DieAsync()
    {
        using var power = new CancellationTokenSource();
        Bench.Calls.OnApply = async _ =>
        {
            await power.CancelAsync();
            power.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.Worker.RunAsync(power.Token));
        Bench.Calls.OnApply = _ => Task.CompletedTask;
    }

    private Task AskAsync() => Bench.InTargetAsync(async context =>
    {
        context.Add(new Listener { Id = NewOrder() }).Entity.Ask("work");
        return await context.SaveChangesAsync();
    });
}
