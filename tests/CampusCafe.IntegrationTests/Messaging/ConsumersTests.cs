using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do for several consumers of one event: what happens to it at one is nothing to the other.</summary>
public sealed class ConsumersTests : MessagingTests
{
    protected override string[] Settings =>
    [
        .. base.Settings,
        "Messaging:Consumers:Other:MaxAttempts=2",
        "Messaging:Consumers:Other:FirstRetryAfter=00:00:07",
        "Messaging:Consumers:Other:Jitter=0",
    ];

    [Fact]
    public async Task Given_two_consumers_of_an_event_When_one_fails_Then_the_other_is_neither_held_back_nor_repeated()
    {
        var id = NewOrder();
        await Bench.AnnounceAsync(id, count: 3);
        Fail(OtherConsumer.Name);

        await RunBothAsync();

        Assert.Equal([1, 2, 3], await NumbersAsync<TargetDbContext>());
        Assert.Empty(await NumbersAsync<OtherDbContext>());
        var stall = (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single();
        Assert.Equal((OtherConsumer.Name, id.ToString()), (stall.Consumer, stall.Key));

        Heal();
        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await RunBothAsync();

        Assert.Equal([1, 2, 3], await NumbersAsync<OtherDbContext>());
        Assert.Equal([1, 2, 3], await NumbersAsync<TargetDbContext>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_two_consumers_of_an_event_When_both_fail_Then_each_by_its_own_policy()
    {
        await Bench.AnnounceAsync(NewOrder());
        Fail(OtherConsumer.Name, TargetConsumer.Name);

        await RunBothAsync();

        var stalls = (await Bench.AllAsync<SourceDbContext, OutboxStall>()).ToDictionary(stall => stall.Consumer, stall => stall.NextAttemptAt - Bench.Time.GetUtcNow());
        Assert.Equal(TimeSpan.FromSeconds(7), stalls[OtherConsumer.Name]);
        Assert.InRange(stalls[TargetConsumer.Name], TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));

        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await RunBothAsync();

        Assert.Equal(2, (await Bench.AllAsync<OtherDbContext, DeadLetter>()).Single().Attempts);
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        Assert.Equal((TargetConsumer.Name, 2), (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Select(stall => (stall.Consumer, stall.Attempts)).Single());
    }

    [Fact]
    public async Task Given_an_event_that_died_at_one_consumer_When_redriven_there_Then_the_other_hears_nothing_of_it()
    {
        await Bench.AnnounceAsync(NewOrder());
        Fail(OtherConsumer.Name);
        await RunBothAsync();
        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await RunBothAsync();
        Heal();

        var letter = (await Bench.AllAsync<OtherDbContext, DeadLetter>()).Single();
        await Bench.DeadLettersOf(OtherConsumer.Name).RedriveAsync([letter.MessageId], TestContext.Current.CancellationToken);
        await RunBothAsync();

        Assert.Equal([1], await NumbersAsync<OtherDbContext>());
        Assert.Equal([1], await NumbersAsync<TargetDbContext>());
        Assert.Empty(await Bench.AllAsync<OtherDbContext, DeadLetter>());
    }

    [Fact]
    public async Task Given_an_error_that_is_final_for_one_consumer_When_both_meet_it_Then_only_that_one_gives_up()
    {
        await Bench.AnnounceAsync(NewOrder());
        Bench.Script.OnAnnounced = (_, _) => throw new NotSupportedException("Final for the target.");

        await RunBothAsync();

        Assert.Single(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        Assert.Empty(await Bench.AllAsync<OtherDbContext, DeadLetter>());
        Assert.Equal(OtherConsumer.Name, (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single().Consumer);
    }

    private void Fail(params string[] consumers) => Bench.Script.OnAnnounced = (consumer, _) =>
        consumers.Contains(consumer) ? throw new InvalidOperationException("Poison.") : Task.CompletedTask;

    private void Heal() => Bench.Script.OnAnnounced = (_, _) => Task.CompletedTask;

    private Task RunBothAsync() => Task.WhenAll(Bench.RunRelayAsync(), Bench.RunOtherRelayAsync());

    private async Task<IEnumerable<int>> NumbersAsync<TContext>()
        where TContext : BuildingBlocks.Persistence.ModuleDbContext =>
        (await Bench.AllAsync<TContext, Receipt>()).OrderBy(receipt => receipt.Sequence).Select(receipt => receipt.Number);
}
