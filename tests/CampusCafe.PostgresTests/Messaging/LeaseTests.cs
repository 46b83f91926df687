using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.IntegrationTests.Messaging;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>Where there may be other hosts, a lease tells them whether its owner lives.</summary>
public sealed class LeaseTests : MessagingTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);

    protected override string[] Settings => [.. base.Settings, $"OutgoingCalls:Lease={Lease}"];

    [Fact]
    public async Task Given_a_slow_provider_When_its_answer_takes_longer_than_a_lease_Then_the_lease_is_renewed_and_nobody_else_asks()
    {
        await Bench.InTargetAsync(context =>
        {
            context.Add(new Listener { Id = NewOrder() }).Entity.Ask("work");
            return context.SaveChangesAsync();
        });
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

        using var other = Bench.CreateOtherWorker();
        await other.RunAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        await trying;

        Assert.Single(Bench.Calls.Requests);
        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    private async Task<OutgoingCall> CallAsync() => (await Bench.AllAsync<TargetDbContext, OutgoingCall>()).Single();
}
