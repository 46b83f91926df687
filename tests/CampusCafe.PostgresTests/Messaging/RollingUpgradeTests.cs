using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.IntegrationTests.Messaging;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>Hosts of two releases on one database, both saying and relaying; ping is at version 1 in the one and at version 2 in the other.</summary>
public sealed class RollingUpgradeTests : MessagingTests
{
    [Fact]
    public async Task Given_hosts_of_two_releases_When_both_say_and_relay_Then_all_is_handled_once_in_order_and_nothing_counts_as_failed()
    {
        const int Rounds = 30;
        await using var next = OpenBeside<SecondRelease>();
        OrderId[] ids = [.. Enumerable.Range(0, 6).Select(_ => NewOrder())];

        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                // Each key gets both versions, in runs of one and of two.
                await ((round + i) % 3 == 0 ? Bench : next).SayAsync(ids[i]);
            }

            await Task.WhenAll(Bench.RunRelayAsync(), next.RunRelayAsync(), Bench.RunRelayAsync());
        }

        await next.RunRelayAsync();

        var receipts = await Bench.ReceiptsAsync();
        Assert.All(ids, id => Assert.Equal(Enumerable.Range(1, Rounds), receipts.Where(r => r.OrderId == id).Select(r => r.Number)));
        Assert.Equal(Rounds * ids.Length, receipts.Count);
        Assert.All(await Bench.AllAsync<TargetDbContext, InboxMessage>(), row => Assert.Equal((1, InboxOutcome.Handled), (row.Attempts, row.Outcome)));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());
    }

    [Fact]
    public async Task Given_a_newer_message_that_the_older_host_has_met_first_When_the_newer_host_relays_Then_it_handles_it_at_once()
    {
        await using var next = OpenBeside<SecondRelease>();
        await next.SayAsync(NewOrder());
        await Bench.RunRelayAsync();
        Assert.Single(await Bench.AllAsync<SourceDbContext, OutboxStall>());

        await next.RunRelayAsync(); // No time has passed.

        Assert.Single(await next.ReceiptsAsync());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_message_that_fails_on_the_newer_host_When_the_older_one_meets_it_Then_its_attempts_are_kept_and_nothing_is_counted()
    {
        await using var next = OpenBeside<SecondRelease>();
        var id = NewOrder();
        await next.SayAsync(id);
        var failed = (await next.Outbox.ReadNewAsync(SecondRelease.Name, 1, TestContext.Current.CancellationToken))[0];
        await next.Outbox.EndAsync(
            SecondRelease.Name, [], [new FailedMessage(failed, new TimeoutException("It failed there."))], [], TestContext.Current.CancellationToken);
        Bench.Time.Advance(TimeSpan.FromSeconds(1));

        await Bench.RunRelayAsync();

        var stall = (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single();
        Assert.Equal((id.ToString(), 1), (stall.Key, stall.Attempts));
        Assert.Equal(["TimeoutException: It failed there."], stall.Errors);
        await next.RunRelayAsync();
        Assert.Equal(2, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Single().Attempts);
    }
}
