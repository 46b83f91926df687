using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do for the outbox's writing side.</summary>
public sealed class OutboxTests : MessagingTests
{
    [Fact]
    public async Task Given_fifty_events_in_one_save_When_written_Then_the_log_keeps_their_order()
    {
        var id = NewOrder();

        await Bench.SayAsync(id, count: 50);

        var log = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).OrderBy(m => m.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, 50), log.Select(NumberOf));
        Assert.All(log, message => Assert.Equal(("speaker", id.ToString(), "target.ping.v1"), (message.AggregateType, message.AggregateId, message.Type)));
        var deliveries = (await Bench.AllAsync<SourceDbContext, OutboxDelivery>()).OrderBy(d => d.Sequence);
        Assert.Equal(log.Select(m => m.Id), deliveries.Select(d => d.MessageId));
        Assert.Equal(1, Bench.Commits.Count);
    }

    [Fact]
    public async Task Given_a_transaction_When_rolled_back_Then_neither_state_nor_message_is_left()
    {
        await Bench.InSourceAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var speaker = context.Add(new Speaker { Id = NewOrder() }).Entity;
            speaker.Say(1);
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();
            return true;
        });

        Assert.Empty(await Bench.AllAsync<SourceDbContext, Speaker>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxMessage>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_an_aggregate_that_only_speaks_When_saved_Then_its_version_goes_up()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);

        await ChangeAsync(id, speaker => speaker.SayOnly(new Ping(id, 2)));

        Assert.Equal(2, (await Bench.AllAsync<SourceDbContext, Speaker>()).Single().Version);
    }

    [Fact]
    public async Task Given_two_writers_of_one_aggregate_When_both_save_Then_the_second_writes_nothing()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);

        await Bench.InSourceAsync(async context =>
        {
            var mine = await context.Speakers.SingleAsync();
            await ChangeAsync(id, theirs => theirs.Say(1));
            mine.Say(1);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => context.SaveChangesAsync(TestContext.Current.CancellationToken));
            return true;
        });

        Assert.Equal(2, (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Count);
    }

    [Fact]
    public async Task Given_an_event_that_nobody_handles_When_saved_Then_it_is_logged_and_not_delivered()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 0);

        await ChangeAsync(id, speaker => speaker.SayOnly(new Noise(id)));

        Assert.Equal("source.noise.v1", (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Single().Type);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_a_domain_event_When_saved_Then_handled_in_the_same_unit_of_work()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 0);
        Bench.Commits.Reset();

        await ChangeAsync(id, speaker => speaker.Whisper(new Whispered("psst")));

        Assert.Equal("psst", (await Bench.AllAsync<SourceDbContext, Note>()).Single().Text);
        Assert.Equal(1, Bench.Commits.Count);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxMessage>());
    }

    [Fact]
    public async Task Given_domain_events_without_end_When_saved_Then_refused()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 0);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(id, speaker => speaker.Whisper(new Echo(speaker))));

        Assert.Contains("10 rounds", failure.Message);
    }

    [Fact]
    public async Task Given_an_old_log_When_it_is_cut_Then_what_waits_for_a_consumer_and_what_is_young_stay()
    {
        await Bench.SayAsync(NewOrder(), count: 3);
        await Bench.RunRelayAsync();
        var waiting = NewOrder();
        await Bench.SayAsync(waiting);
        Bench.Time.Advance(TimeSpan.FromDays(31));
        var young = NewOrder();
        await Bench.SayAsync(young);

        using (var scope = Bench.CreateScope())
        {
            await ActivatorUtilities.CreateInstance<RetentionJob<SourceDbContext>>(scope.ServiceProvider).Execute(null!, TestContext.Current.CancellationToken);
        }

        var left = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).OrderBy(message => message.Sequence).Select(message => message.AggregateId);
        Assert.Equal([waiting.ToString(), young.ToString()], left);
    }

    private Task ChangeAsync(OrderId id, Action<Speaker> change) => Bench.InSourceAsync(async context =>
    {
        change((await context.Speakers.FindAsync(id))!);
        return await context.SaveChangesAsync();
    });
}
