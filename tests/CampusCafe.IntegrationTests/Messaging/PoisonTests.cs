using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do with messages that can't be handled: stall their key, give up in the end, and be redriven.</summary>
public class PoisonTests : MessagingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_storm_of_poison_When_relayed_Then_the_healthy_take_no_more_batches_than_without_it(bool breaksTheKey)
    {
        const int Messages = 400;
        await Bench.SayAsync(NewOrder());
        await Bench.RunRelayAsync(); // Takes the key 1.
        HashSet<OrderId> poison = [];
        for (var i = 0; i < Messages; i++)
        {
            var id = NewOrder();
            await Bench.SayAsync(id);
            if (i % 10 < 3)
            {
                poison.Add(id);
            }
        }

        Bench.Script.OnPing = (ping, context) =>
        {
            if (poison.Contains(ping.OrderId))
            {
                // A key that is there already looks like a lost race, whoever put it there.
                context.Add(breaksTheKey ? new Receipt { Sequence = 1, OrderId = ping.OrderId, Number = 0 } : throw new InvalidOperationException("Poison."));
            }

            return Task.CompletedTask;
        };
        Bench.Commits.Reset();
        await Bench.RunRelayAsync();

        // A batch of 20 is one commit for the effects, and one for the ends of deliveries and the stalls.
        Assert.Equal(1 + Messages - poison.Count, (await Bench.ReceiptsAsync()).Count);
        Assert.Equal(poison.Count, (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Count);
        Assert.Equal(Messages / 20 * 2, Bench.Commits.Count);

        // What has failed is tried again in small numbers, behind what is new.
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        var healthy = NewOrder();
        await Bench.SayAsync(healthy);
        var retried = 0;
        Bench.Script.OnPing = (ping, _) =>
        {
            retried += poison.Contains(ping.OrderId) ? 1 : 0;
            return ping.OrderId != healthy || retried == 0 ? Task.CompletedTask : throw new InvalidOperationException("Too late.");
        };
        await Bench.RunRelayAsync();

        Assert.Equal(1 + Messages + 1, (await Bench.ReceiptsAsync()).Count);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_handler_that_wrote_before_it_failed_When_relayed_Then_nothing_of_it_is_left()
    {
        var (first, bad, last) = (NewOrder(), NewOrder(), NewOrder());
        await Bench.SayAsync(first);
        await Bench.RunRelayAsync();
        await Bench.SayAsync(bad);
        await Bench.SayAsync(last);
        Bench.Script.OnPing = async (ping, context) =>
        {
            if (ping.OrderId == bad)
            {
                await context.Receipts.Where(r => r.OrderId == first).ExecuteDeleteAsync();
                throw new InvalidOperationException("Poison.");
            }
        };

        await Bench.RunRelayAsync();

        Assert.Equal([first, last], (await Bench.ReceiptsAsync()).Select(r => r.OrderId));
        Assert.Equal(bad.ToString(), (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single().Key);
    }

    [Fact]
    public async Task Given_a_message_that_stumbles_only_over_what_others_have_not_saved_When_relayed_Then_it_is_not_to_blame()
    {
        await Bench.SayAsync(NewOrder());
        var touchy = NewOrder();
        await Bench.SayAsync(touchy);
        Bench.Script.OnPing = (ping, context) =>
            ping.OrderId == touchy && context.ChangeTracker.Entries<Receipt>().Any(r => r.State is EntityState.Added && r.Entity.OrderId != touchy)
                ? throw new InvalidOperationException("Somebody is in the way.")
                : Task.CompletedTask;

        await Bench.RunRelayAsync();

        Assert.Equal(2, (await Bench.ReceiptsAsync()).Count);
        Assert.All(await Bench.AllAsync<TargetDbContext, InboxMessage>(), inbox => Assert.Equal((1, InboxOutcome.Handled), (inbox.Attempts, inbox.Outcome)));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_message_that_fails_When_relayed_Then_its_key_waits_and_all_others_flow()
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad, count: 2);
        await Bench.SayAsync(good, count: 2);
        Fail(bad);

        await Bench.RunRelayAsync();

        Assert.Equal([(good, 1), (good, 2)], (await Bench.ReceiptsAsync()).Select(r => (r.OrderId, r.Number)));
        var stall = (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single();
        Assert.Equal((bad.ToString(), 1), (stall.Key, stall.Attempts));
        Assert.Contains("Poison", stall.LastError);
        Assert.InRange(stall.NextAttemptAt - Bench.Time.GetUtcNow(), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Given_a_handler_that_gives_up_by_itself_When_relayed_Then_it_stalls_its_key_like_any_other()
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad);
        await Bench.SayAsync(good);
        Bench.Script.OnPing = (ping, _) => ping.OrderId == bad ? throw new OperationCanceledException("A time-out of its own.") : Task.CompletedTask;

        await Bench.RunRelayAsync();

        Assert.Equal(good, (await Bench.ReceiptsAsync()).Single().OrderId);
        Assert.Equal(bad.ToString(), (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single().Key);
    }

    [Fact]
    public async Task Given_two_dead_letters_of_one_order_When_one_is_redriven_Then_the_other_still_calls_for_attention()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 2);
        Fail(id);
        await ExhaustAsync();
        await ExhaustAsync();

        var raised = (await TargetLogAsync()).Where(m => m.Type == "attention.raised.v1").Select(m => m.Payload).ToList();

        Assert.Equal(2, raised.Distinct().Count());
    }

    [Fact]
    public async Task Given_a_stalled_key_When_its_time_has_come_and_it_is_well_Then_it_goes_on_in_order()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 3);
        Fail(id);
        await Bench.RunRelayAsync();
        Heal();

        await Bench.RunRelayAsync();
        Assert.Empty(await Bench.ReceiptsAsync());

        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await Bench.RunRelayAsync();

        Assert.Equal([1, 2, 3], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
        Assert.Equal([2, 1, 1], await AttemptsAsync());
    }

    [Fact]
    public async Task Given_exhausted_attempts_When_relayed_Then_it_is_a_dead_letter_and_its_key_is_free()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 2);
        Fail(id, number: 1);

        await ExhaustAsync();

        Assert.Equal([2], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        Assert.Equal((DeadLetterStatus.Dead, 3), (letter.Status, letter.Attempts));
        Assert.Equal(3, letter.Errors.Count(error => error.Contains("Poison", StringComparison.Ordinal)));
        Assert.Equal(1, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Count(m => m.Outcome == InboxOutcome.Dead));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
        Assert.Contains(await TargetLogAsync(), m => m.Type == "attention.raised.v1" && m.AggregateId == id.ToString());
    }

    [Theory]
    [InlineData("target.ping.v1", "{\"orderId\":\"not a uuid\",\"number\":1}")]
    [InlineData("target.ping.v1", "not json")]
    [InlineData("target.ping.v1", "null")]
    [InlineData("target.unheard-of.v9", "{}")]
    public async Task Given_a_message_that_makes_no_sense_When_relayed_Then_a_dead_letter_at_once(string type, string payload)
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad);
        await Bench.SayAsync(good);
        await Bench.InSourceAsync(context => context.Set<OutboxMessage>()
            .Where(message => message.AggregateId == bad.ToString())
            .ExecuteUpdateAsync(message => message.SetProperty(m => m.Type, type).SetProperty(m => m.Payload, payload)));

        await Bench.RunRelayAsync();

        Assert.Equal(good, (await Bench.ReceiptsAsync()).Single().OrderId);
        Assert.Equal(payload, (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single().Payload);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_a_message_for_somebody_else_When_relayed_Then_a_dead_letter_at_once()
    {
        await Bench.SayAsync(NewOrder());
        await Bench.InSourceAsync(context => context.Set<OutboxDelivery>()
            .ExecuteUpdateAsync(delivery => delivery.SetProperty(d => d.Consumer, OtherConsumer.Name)));

        await Bench.RunOtherRelayAsync();

        Assert.Contains("other doesn't handle target.ping.v1", (await Bench.AllAsync<OtherDbContext, DeadLetter>()).Single().Errors.Single());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_an_error_that_no_column_takes_When_relayed_Then_it_is_kept_without_that_and_the_others_flow()
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad);
        await Bench.SayAsync(good);
        Bench.Script.OnPing = (ping, _) => ping.OrderId == bad ? throw new InvalidOperationException("a\0b\ud83d") : Task.CompletedTask;

        await ExhaustAsync();

        Assert.Equal(good, (await Bench.ReceiptsAsync()).Single().OrderId);
        Assert.Equal("InvalidOperationException: a\ufffdb\ufffd", (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single().Errors[0]);
    }

    [Fact]
    public async Task Given_an_error_that_is_final_for_its_consumer_When_relayed_Then_a_dead_letter_at_once()
    {
        await Bench.SayAsync(NewOrder());
        Bench.Script.OnPing = (_, _) => throw new PlatformNotSupportedException("Derived from what is final.");

        await Bench.RunRelayAsync();

        Assert.Equal(1, (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single().Attempts);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_dead_letter_When_redriven_and_well_Then_handled_and_gone()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);
        Fail(id);
        await ExhaustAsync();
        Heal();

        await RedriveAsync();
        await Bench.RunRelayAsync();

        Assert.Equal([1], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        Assert.Equal(InboxOutcome.Handled, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Single().Outcome);
        Assert.Contains(await TargetLogAsync(), m => m.Type == "attention.cleared.v1");
    }

    [Fact]
    public async Task Given_a_dead_letter_When_redriven_in_vain_Then_dead_again_with_all_its_errors()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);
        Fail(id);
        await ExhaustAsync();

        await RedriveAsync();
        await Bench.RunRelayAsync();

        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        Assert.Equal((DeadLetterStatus.Dead, 4, 4), (letter.Status, letter.Attempts, letter.Errors.Count));
        Assert.Empty(await Bench.ReceiptsAsync());
    }

    private void Fail(OrderId id, int? number = null) => Bench.Script.OnPing = (ping, _) =>
        ping.OrderId == id && (number is null || ping.Number == number) ? throw new InvalidOperationException("Poison.") : Task.CompletedTask;

    private void Heal() => Bench.Script.OnPing = (_, _) => Task.CompletedTask;

    private async Task ExhaustAsync()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    private async Task RedriveAsync()
    {
        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        await Bench.DeadLettersOf(TargetConsumer.Name).RedriveAsync([letter.MessageId], TestContext.Current.CancellationToken);
    }

    private async Task<List<int>> AttemptsAsync()
    {
        var order = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).ToDictionary(m => m.Id, NumberOf);
        return [.. (await Bench.AllAsync<TargetDbContext, InboxMessage>()).OrderBy(m => order[m.MessageId]).Select(m => m.Attempts)];
    }

    private Task<List<OutboxMessage>> TargetLogAsync() => Bench.AllAsync<TargetDbContext, OutboxMessage>();
}
