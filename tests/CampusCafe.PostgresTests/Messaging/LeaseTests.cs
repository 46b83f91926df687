using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.IntegrationTests.Messaging;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>What every server must do for workers of several hosts. On SQLite there is one host, and whoever else's name is on a lease is dead.</summary>
public sealed class LeaseTests : MessagingTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    protected override string[] Settings => [.. base.Settings, $"OutgoingCalls:Lease={Lease}"];

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

        Bench.Time.Advance(Lease * 2);
        await another.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal([false, true], Bench.Calls.Requests.Select(request => request.AskFirst));
        Assert.Equal(CallState.Settled, (await Bench.AllAsync<TargetDbContext, OutgoingCall>()).Single().State);
    }

    [Fact]
    public async Task Given_a_worker_that_died_When_another_finds_its_lease_Then_it_wakes_at_the_leases_end()
    {
        await AskAsync();
        await DieAsync();
        using var another = Bench.AnotherWorker();

        await another.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Bench.Time.GetUtcNow() + Lease, await Bench.WorkerWakesAtAsync());

        Bench.Time.Advance(Lease);
        await another.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_a_try_under_way_When_its_own_worker_looks_on_Then_it_has_no_reason_to_wake()
    {
        await AskAsync();
        Bench.Calls.Answer = async (_, token) =>
        {
            await Bench.Worker.RunAsync(token);
            return new CallResult.Succeeded("ref-1");
        };

        await Bench.RunWorkerAsync();

        Assert.Single(Bench.Calls.Requests);
        Assert.Null(await Bench.WorkerWakesAtAsync());
    }

    [Fact]
    public async Task Given_a_slow_provider_When_its_answer_takes_longer_than_a_lease_Then_the_lease_is_renewed_and_nobody_else_asks()
    {
        await AskAsync();
        var answer = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        Bench.Calls.Answer = async (_, _) =>
        {
            asked.SetResult();
            await answer.Task;
            return new CallResult.Succeeded("ref-1");
        };
        var trying = Bench.RunWorkerAsync();
        await asked.Task;

        for (var i = 0; i < 3; i++)
        {
            Bench.Time.Advance(TimeSpan.FromSeconds(0.9));
            var renewed = Bench.Time.GetUtcNow() + Lease;
            await Eventually.TrueAsync(async () => (await CallAsync()).LeaseUntil == renewed, "the lease is renewed");
        }

        using var another = Bench.AnotherWorker();
        await another.RunAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        await trying;

        Assert.Single(Bench.Calls.Requests);
        Assert.Equal(CallState.Settled, (await CallAsync()).State);
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

    private async Task<OutgoingCall> CallAsync() => (await Bench.AllAsync<TargetDbContext, OutgoingCall>()).Single();

    private Task AskAsync() => Bench.InTargetAsync(async context =>
    {
        context.Add(new Listener { Id = NewOrder() }).Entity.Ask("work");
        return await context.SaveChangesAsync();
    });
}
