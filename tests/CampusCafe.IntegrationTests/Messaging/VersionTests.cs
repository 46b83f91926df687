using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do when a contract has moved to another version while messages of the old one lie about, or the other way round.</summary>
public sealed class VersionTests : MessagingTests
{
    [Fact]
    public async Task Given_stored_messages_of_version_1_When_the_contract_has_moved_to_2_Then_they_are_handled_in_order_with_the_new_ones()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 2);
        await ReplaceAsync<SecondRelease>();
        await Bench.SayAsync(id);

        await Bench.RunRelayAsync();

        Assert.Equal(["target.ping.v1", "target.ping.v1", "target.ping.v2"], await LogAsync());
        Assert.Equal([1, 2, 3], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Given_stored_messages_of_versions_1_and_2_When_the_contract_has_moved_to_3_Then_each_goes_through_its_part_of_the_chain()
    {
        var id = NewOrder();
        await Bench.SayAsync(id);
        await ReplaceAsync<SecondRelease>();
        await Bench.SayAsync(id);
        await ReplaceAsync<ThirdRelease>();
        await Bench.SayAsync(id);

        await Bench.RunRelayAsync();

        Assert.Equal([441, 882, 883], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Given_a_stall_and_a_dead_letter_of_version_1_When_the_contract_has_moved_to_2_Then_one_goes_on_and_the_other_is_redriven()
    {
        var (dead, stalled) = (NewOrder(), NewOrder());
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");
        await Bench.SayAsync(dead);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        await Bench.SayAsync(stalled);
        await Bench.RunRelayAsync();
        Bench.Time.Advance(TimeSpan.FromSeconds(10));
        await ReplaceAsync<SecondRelease>();

        await RedriveAsync();
        await Bench.RunRelayAsync();

        Assert.Equal([stalled, dead], (await Bench.ReceiptsAsync()).Select(r => r.OrderId)); // What is redriven waits behind what is due.
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Given_an_upcaster_that_fails_When_relayed_Then_a_dead_letter_at_once_that_says_why()
    {
        var (bad, good) = (NewOrder(), NewOrder());
        await Bench.SayAsync(bad);
        await Bench.SayAsync(good);
        await Bench.InSourceAsync(context => context.Set<OutboxMessage>()
            .Where(message => message.AggregateId == bad.ToString())
            .ExecuteUpdateAsync(message => message.SetProperty(m => m.Payload, $$"""{"orderId":"{{bad}}","number":"one"}""")));
        await ReplaceAsync<SecondRelease>();

        await Bench.RunRelayAsync();

        Assert.Equal(good, (await Bench.ReceiptsAsync()).Single().OrderId);
        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        Assert.Equal(("target.ping.v1", 1), (letter.Type, letter.Attempts));
        Assert.Contains("PingV1 can't make a target.ping.v1 a v2", letter.Errors.Single());
    }

    [Fact]
    public async Task Given_a_message_of_a_newer_program_When_relayed_for_an_hour_Then_its_key_waits_uncounted_and_visible_and_all_others_flow()
    {
        var (waiting, good) = (NewOrder(), NewOrder());
        await SayNewerAsync(waiting);
        await Bench.SayAsync(waiting);
        await Bench.SayAsync(good, count: 2);

        for (var minute = 0; minute < 60; minute++)
        {
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([(good, 1), (good, 2)], (await Bench.ReceiptsAsync()).Select(r => (r.OrderId, r.Number)));
        var stall = (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Single();
        Assert.Equal((waiting.ToString(), 0), (stall.Key, stall.Attempts));
        Assert.Contains("target.ping.v2 was written by a newer program", stall.LastError);
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());

        await ReplaceAsync<SecondRelease>();
        await Bench.RunRelayAsync();

        Assert.Equal([1, 2], (await Bench.ReceiptsAsync()).Where(r => r.OrderId == waiting).Select(r => r.Number));
        Assert.All(await Bench.AllAsync<TargetDbContext, InboxMessage>(), row => Assert.Equal(1, row.Attempts));
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Given_a_message_of_a_newer_program_When_it_waits_Then_the_relay_neither_writes_nor_wakes_for_it()
    {
        await SayNewerAsync(NewOrder());
        await Bench.RunRelayAsync();

        Bench.Commits.Reset();
        await Bench.RunRelayAsync();

        Assert.Equal(0, Bench.Commits.Count);
        Assert.Null(await Bench.Outbox.NextAttemptAsync(TargetConsumer.Name, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Given_more_messages_of_a_newer_program_than_a_batch_takes_When_relayed_Then_what_is_behind_them_is_handled()
    {
        await ReplaceAsync<SecondRelease>();
        for (var i = 0; i < 45; i++)
        {
            await Bench.SayAsync(NewOrder());
        }

        await ReplaceAsync<TargetConsumer>();
        var good = NewOrder();
        await Bench.SayAsync(good);

        await Bench.RunRelayAsync();

        Assert.Equal(good, (await Bench.ReceiptsAsync()).Single().OrderId);
        Assert.Equal(45, (await Bench.AllAsync<SourceDbContext, OutboxStall>()).Count);
    }

    [Fact]
    public async Task Given_a_dead_letter_of_a_newer_program_When_redriven_here_Then_it_stays_dead_uncounted_and_says_why()
    {
        var id = NewOrder();
        await SayNewerAsync(id);
        await Bench.InSourceAsync(context => context.Set<OutboxDelivery>().ExecuteDeleteAsync());
        var message = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Single();
        await Bench.InTargetAsync(context =>
        {
            context.Add(LetterOf(message));
            return context.SaveChangesAsync();
        });

        await RedriveAsync();
        await Bench.RunRelayAsync();

        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        Assert.Equal((DeadLetterStatus.Dead, 3), (letter.Status, letter.Attempts));
        Assert.Contains("written by a newer program", letter.Errors[^1]);

        await ReplaceAsync<SecondRelease>();
        await RedriveAsync();
        await Bench.RunRelayAsync();

        Assert.Equal(id, (await Bench.ReceiptsAsync()).Single().OrderId);
    }

    [Fact]
    public async Task Given_a_message_that_another_host_has_dealt_with_When_stalled_Then_no_stall_outlives_it()
    {
        await Bench.SayAsync(NewOrder());
        var read = await Bench.Outbox.ReadNewAsync(TargetConsumer.Name, 1, TestContext.Current.CancellationToken);
        await Bench.RunRelayAsync();

        await Bench.Outbox.EndAsync(TargetConsumer.Name, [], [], read, TestContext.Current.CancellationToken);
        await Bench.Outbox.EndAsync(TargetConsumer.Name, [], [new FailedMessage(read[0], new TimeoutException("Too late."))], [], TestContext.Current.CancellationToken);

        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Given_a_message_that_another_host_stalls_while_it_is_handled_When_deleted_Then_the_stall_goes_too()
    {
        await Bench.SayAsync(NewOrder());
        var read = await Bench.Outbox.ReadNewAsync(TargetConsumer.Name, 1, TestContext.Current.CancellationToken);
        await Bench.Outbox.EndAsync(TargetConsumer.Name, [], [], read, TestContext.Current.CancellationToken);

        await Bench.Outbox.EndAsync(TargetConsumer.Name, read, [], [], TestContext.Current.CancellationToken);

        await AssertNothingIsLeftAsync();
    }

    /// <summary>Said by the second release; the first is back afterwards.</summary>
    private async Task SayNewerAsync(OrderId id)
    {
        await ReplaceAsync<SecondRelease>();
        await Bench.SayAsync(id);
        await ReplaceAsync<TargetConsumer>();
    }

    private DeadLetter LetterOf(OutboxMessage message)
    {
        var letter = new DeadLetter
        {
            MessageId = message.Id,
            Consumer = TargetConsumer.Name,
            Key = message.AggregateId,
            Type = message.Type,
            Payload = message.Payload,
            CorrelationId = message.CorrelationId,
            CausationId = message.CausationId,
            TraceParent = message.TraceParent,
            OccurredAt = message.OccurredAt,
            DiedAt = Bench.Time.GetUtcNow(),
        };
        letter.Bury(attempts: 3, ["One.", "Two.", "Three."], Bench.Time.GetUtcNow());
        return letter;
    }

    private async Task RedriveAsync()
    {
        var letter = Assert.Single(await Bench.AllAsync<TargetDbContext, DeadLetter>());
        await Bench.DeadLettersOf(TargetConsumer.Name).RedriveAsync([letter.MessageId], TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> LogAsync() =>
        [.. (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).OrderBy(m => m.Sequence).Select(m => m.Type)];

    private async Task AssertNothingIsLeftAsync()
    {
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
        Assert.Empty(await Bench.AllAsync<TargetDbContext, DeadLetter>());
    }
}
