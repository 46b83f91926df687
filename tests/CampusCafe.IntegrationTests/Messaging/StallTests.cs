using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do with stalls that others have written, or that stand where nothing waits.</summary>
public sealed class StallTests : MessagingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_stalls_of_a_program_that_did_not_place_them_When_due_Then_each_goes_on_where_it_was()
    {
        var ids = await StallAsync(3);
        await Bench.InSourceAsync(context => context.Set<OutboxStall>()
            .ExecuteUpdateAsync(stall => stall.SetProperty(s => s.DeliverySequence, OutboxStall.Unplaced)));

        await Bench.RunRelayAsync();
        Assert.Equal(3, (await StallsAsync()).Count); // Not due.
        Bench.Time.Advance(TimeSpan.FromSeconds(2));
        await Bench.RunRelayAsync();

        Assert.Equal(ids, (await Bench.ReceiptsAsync()).Select(receipt => receipt.OrderId));
        Assert.All(await Bench.AllAsync<TargetDbContext, InboxMessage>(), row => Assert.Equal(2, row.Attempts));
        Assert.Empty(await StallsAsync());
    }

    [Fact]
    public async Task Given_a_stall_whose_delivery_was_deleted_by_hand_When_due_Then_it_is_forgotten_and_its_key_goes_on()
    {
        var id = (await StallAsync(1))[0];
        await Bench.InSourceAsync(context => context.Set<OutboxDelivery>().ExecuteDeleteAsync());
        await Bench.SayAsync(id);
        Bench.Time.Advance(TimeSpan.FromSeconds(2));

        await Bench.RunRelayAsync();

        Assert.Equal([2], (await Bench.ReceiptsAsync()).Select(receipt => receipt.Number));
        Assert.Empty(await StallsAsync());
    }

    [Fact]
    public async Task Given_a_stall_whose_delivery_was_written_once_more_by_hand_When_due_Then_it_is_found_by_its_message()
    {
        var id = Assert.Single(await StallAsync(1));
        await Bench.InSourceAsync(async context =>
        {
            var delivery = await context.Set<OutboxDelivery>().SingleAsync();
            context.Remove(delivery);
            context.Add(new OutboxDelivery { Consumer = delivery.Consumer, MessageId = delivery.MessageId, Key = delivery.Key });
            return await context.SaveChangesAsync();
        });
        Bench.Time.Advance(TimeSpan.FromSeconds(2));

        await Bench.RunRelayAsync();

        Assert.Equal(id, Assert.Single(await Bench.ReceiptsAsync()).OrderId);
        Assert.Empty(await StallsAsync());
    }

    [Fact]
    public async Task Given_a_failure_of_what_another_host_has_handled_When_stalled_too_late_Then_the_stall_of_the_next_message_stands()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 2);
        var first = await Bench.Outbox.ReadNewAsync(TargetConsumer.Name, 1, Token);
        Bench.Script.OnPing = (ping, _) => ping.Number == 2 ? throw new InvalidOperationException("Poison.") : Task.CompletedTask;
        await Bench.RunRelayAsync();
        var stall = Assert.Single(await StallsAsync());

        await Bench.Outbox.EndAsync(TargetConsumer.Name, [], [new FailedMessage(first[0], new TimeoutException("Too late."))], [], Token);
        await Bench.Outbox.EndAsync(TargetConsumer.Name, first, [], [], Token);

        Assert.Equivalent(stall, Assert.Single(await StallsAsync()));
    }

    [Fact]
    public async Task Given_more_stalls_than_a_batch_takes_When_all_are_due_Then_one_run_tries_them_all()
    {
        var ids = await StallAsync(45);
        Bench.Time.Advance(TimeSpan.FromSeconds(2));

        await Bench.RunRelayAsync();

        Assert.Equivalent(ids, (await Bench.ReceiptsAsync()).Select(receipt => receipt.OrderId), strict: true);
        Assert.Empty(await StallsAsync());
    }

    [Fact]
    public async Task Given_a_redriven_letter_that_was_handled_as_the_delivery_it_once_was_When_relayed_Then_it_is_settled()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);
        Bench.Script.OnPing = (_, _) => throw new NotSupportedException("Final.");
        await Bench.RunRelayAsync();
        var letter = Assert.Single(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        await Bench.DeadLettersOf(TargetConsumer.Name).RedriveAsync([letter.MessageId], Token);
        await Bench.InTargetAsync(context =>
        {
            context.Add(new InboxMessage
            {
                MessageId = letter.MessageId,
                Consumer = TargetConsumer.Name,
                HandledAt = Bench.Time.GetUtcNow(),
                Attempts = 1,
                Outcome = InboxOutcome.Handled,
            });
            return context.SaveChangesAsync();
        });

        var isDone = await Bench.Relay.RunAsync(Waiting.Anything, Token);

        Assert.True(isDone);
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        Assert.Empty(await Bench.ReceiptsAsync());
        Assert.Contains(await Bench.AllAsync<TargetDbContext, OutboxMessage>(), message => message.Type == "attention.cleared.v1");
    }

    [Fact]
    public async Task Given_a_redriven_letter_whose_delivery_was_never_ended_When_it_fails_for_good_once_more_Then_it_is_dead_again_and_the_others_flow()
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad);
        var delivery = Assert.Single(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
        Bench.Script.OnPing = (ping, _) => ping.OrderId == bad ? throw new NotSupportedException("Final.") : Task.CompletedTask;
        await Bench.RunRelayAsync();
        var letter = Assert.Single(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        await Bench.DeadLettersOf(TargetConsumer.Name).RedriveAsync([letter.MessageId], Token);
        await Bench.InSourceAsync(context =>
        {
            // As a host leaves it that dies between the two commits.
            context.Add(new OutboxDelivery { Consumer = delivery.Consumer, MessageId = delivery.MessageId, Key = delivery.Key });
            return context.SaveChangesAsync();
        });
        await Bench.SayAsync(good);

        await Bench.RunRelayAsync();

        Assert.Equal(DeadLetterStatus.Dead, Assert.Single(await Bench.AllAsync<TargetDbContext, DeadLetter>()).Status);
        Assert.Equal(good, Assert.Single(await Bench.ReceiptsAsync()).OrderId);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_a_stall_that_loses_races_When_due_Then_it_is_tried_again_and_what_is_new_is_in_the_same_commit()
    {
        var stalled = Assert.Single(await StallAsync(1));
        Bench.Time.Advance(TimeSpan.FromSeconds(2));
        var fresh = NewOrder();
        await Bench.SayAsync(fresh);
        List<OrderId> handled = [];
        Bench.Script.OnPing = (ping, _) =>
        {
            handled.Add(ping.OrderId);
            return handled.Count is 2 or 3 ? throw new DbUpdateConcurrencyException("Somebody was quicker.") : Task.CompletedTask;
        };
        Bench.Commits.Reset();

        await Bench.RunRelayAsync();

        Assert.Equal([fresh, stalled, stalled, stalled], handled);
        Assert.Equal([fresh, stalled], (await Bench.ReceiptsAsync()).Select(receipt => receipt.OrderId));
        Assert.Equal(2, Bench.Commits.Count);
        Assert.Equal(2, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Max(inbox => inbox.Attempts));
    }

    /// <summary>Each has failed once, and would be handled now.</summary>
    private async Task<List<OrderId>> StallAsync(int count)
    {
        List<OrderId> ids = [];
        for (var i = 0; i < count; i++)
        {
            ids.Add(NewOrder());
            await Bench.SayAsync(ids[i]);
        }

        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");
        await Bench.RunRelayAsync();
        Bench.Script.OnPing = (_, _) => Task.CompletedTask;
        return ids;
    }

    private Task<List<OutboxStall>> StallsAsync() => Bench.AllAsync<SourceDbContext, OutboxStall>();
}
