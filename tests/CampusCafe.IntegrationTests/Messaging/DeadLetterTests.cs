using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.DeadLetters;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do with dead letters once a person looks after them.</summary>
public sealed class DeadLetterTests : MessagingTests
{
    private static readonly DeadLetterFilter Any = new();

    protected override string[] Settings => [.. base.Settings, "Messaging:MaxAttempts=1", "Messaging:Retention=01:00:00"];

    private IDeadLetters Letters => Bench.DeadLettersOf(TargetConsumer.Name);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_letters_of_two_consumers_When_paged_Then_each_comes_once_newest_first()
    {
        Fail();
        Bench.Script.OnAnnounced = (_, _) => throw new InvalidOperationException("Poison.");
        for (var round = 0; round < 3; round++)
        {
            // Those of one round died at one time.
            await Bench.AnnounceAsync(NewOrder(), count: 2);
            await Bench.SayAsync(NewOrder(), count: 2);
            await Bench.RunRelayAsync();
            await Bench.RunOtherRelayAsync();
            Bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var desk = new DeadLetterDesk([Letters, Bench.DeadLettersOf(OtherConsumer.Name)]);
        List<DeadLetter> seen = [];
        for (DeadLetterCursor? after = null; seen.Count < 18; after = new(seen[^1].DiedAt, seen[^1].Consumer, seen[^1].MessageId))
        {
            var page = await desk.ListAsync(consumer: null, Any, after, limit: 4, Token);
            Assert.Equal(Math.Min(4, 18 - seen.Count), page.Count);
            seen.AddRange(page);
        }

        Assert.Equal(18, seen.Select(letter => (letter.Consumer, letter.MessageId)).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(letter => letter.DiedAt).Select(letter => letter.DiedAt), seen.Select(letter => letter.DiedAt));
        Assert.Empty(await desk.ListAsync(consumer: null, Any, new(seen[^1].DiedAt, seen[^1].Consumer, seen[^1].MessageId), limit: 4, Token));
    }

    [Fact]
    public async Task Given_letters_of_several_kinds_When_filtered_Then_only_those_that_fit()
    {
        Fail();
        Bench.Script.OnAnnounced = (_, _) => throw new InvalidOperationException("Poison.");
        var (first, second) = (NewOrder(), NewOrder());
        await Bench.SayAsync(first);
        await Bench.AnnounceAsync(first);
        await Bench.SayAsync(second);
        await Bench.RunRelayAsync();
        await Letters.DiscardAsync((await LetterOfAsync(second)).MessageId, "It was a test.", Token);

        Assert.Equal(2, (await ListAsync(new(Type: "target.ping.v1"))).Count);
        Assert.Equal(["source.announced.v1", "target.ping.v1"], (await ListAsync(new(Key: first.ToString()))).Select(letter => letter.Type).Order(StringComparer.Ordinal));
        Assert.Equal(second.ToString(), (await ListAsync(new(Status: DeadLetterStatus.Discarded))).Single().Key);
        Assert.Single(await ListAsync(new("target.ping.v1", first.ToString(), DeadLetterStatus.Dead)));
        Assert.Equal(2, await Letters.CountAsync(new(Status: DeadLetterStatus.Dead), Token));
    }

    [Fact]
    public async Task Given_two_operators_When_both_redrive_a_letter_Then_one_does_and_it_is_handled_once()
    {
        var id = await DieAsync();
        Heal();

        var was = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Letters.RedriveAsync([id], Token)));
        await Bench.RunRelayAsync();

        Assert.Equal(1, was.Count(letters => letters[id] is DeadLetterStatus.Dead));
        Assert.Equal(3, was.Count(letters => letters[id] is DeadLetterStatus.Redriving));
        Assert.Single(await Bench.ReceiptsAsync());
        Assert.Empty(await Letters.StatusesAsync([id], Token));
    }

    [Fact]
    public async Task Given_two_operators_When_one_redrives_and_one_discards_Then_only_one_of_them_does()
    {
        var id = await DieAsync();
        Heal();

        var redriving = Letters.RedriveAsync([id], Token);
        var discarding = Letters.DiscardAsync(id, "Seen to.", Token);
        var redriven = (await redriving)[id] is DeadLetterStatus.Dead;
        var discarded = await discarding is DeadLetterStatus.Dead;

        Assert.NotEqual(redriven, discarded);
        Assert.Equal(redriven ? DeadLetterStatus.Redriving : DeadLetterStatus.Discarded, (await Letters.FindAsync(id, Token))!.Status);
    }

    [Fact]
    public async Task Given_a_letter_When_discarded_Then_kept_with_its_reason_and_without_a_call_for_attention()
    {
        var id = await DieAsync();

        Assert.Equal(DeadLetterStatus.Dead, await Letters.DiscardAsync(id, "Refunded by hand.", Token));

        var letter = await Letters.FindAsync(id, Token);
        Assert.Equal((DeadLetterStatus.Discarded, "Refunded by hand.", Bench.Time.GetUtcNow()), (letter!.Status, letter.DiscardReason, letter.DiscardedAt!.Value));
        Assert.Equal(InboxOutcome.Dead, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Single().Outcome);
        Assert.Contains(await Bench.AllAsync<TargetDbContext, OutboxMessage>(), m => m.Type == "attention.cleared.v1" && m.AggregateId == letter.Key);
        Assert.Equal(DeadLetterStatus.Discarded, (await Letters.RedriveAsync([id], Token))[id]);
        Assert.Equal(DeadLetterStatus.Discarded, await Letters.DiscardAsync(id, "Again.", Token));
        Assert.Equal("Refunded by hand.", (await Letters.FindAsync(id, Token))!.DiscardReason);
    }

    [Fact]
    public async Task Given_a_letter_being_redriven_or_none_When_discarded_Then_nothing_is_done()
    {
        var id = await DieAsync();
        await Letters.RedriveAsync([id], Token);

        Assert.Equal(DeadLetterStatus.Redriving, await Letters.DiscardAsync(id, "Too late.", Token));
        Assert.Null(await Letters.DiscardAsync(Guid.CreateVersion7(), "Nobody's.", Token));
        Assert.Empty(await Letters.RedriveAsync([Guid.CreateVersion7()], Token));
    }

    [Fact]
    public async Task Given_old_letters_When_retention_has_passed_Then_only_the_discarded_ones_go()
    {
        var (dead, discarded) = (await DieAsync(), await DieAsync());
        await Letters.DiscardAsync(discarded, "Seen to.", Token);
        Bench.Time.Advance(TimeSpan.FromMinutes(59));
        await ForgetAsync();
        Assert.NotNull(await Letters.FindAsync(discarded, Token));

        Bench.Time.Advance(TimeSpan.FromMinutes(2));
        await ForgetAsync();

        Assert.Null(await Letters.FindAsync(discarded, Token));
        Assert.NotNull(await Letters.FindAsync(dead, Token));
        Heal();
        await Letters.RedriveAsync([dead], Token);
        await Bench.RunRelayAsync();
        Assert.Single(await Bench.ReceiptsAsync());
    }

    [Fact]
    public async Task Given_letters_of_one_key_When_redriven_together_Then_handled_in_the_order_in_which_they_were_written()
    {
        var id = NewOrder();
        Fail();
        for (var number = 1; number <= 3; number++)
        {
            await Bench.SayAsync(id);
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var letters = (await ListAsync(Any)).OrderBy(letter => letter.OccurredAt).Select(letter => letter.MessageId).ToList();
        await Letters.RedriveAsync([letters[0]], Token); // In vain: now it is the one that died last.
        await Bench.RunRelayAsync();
        Heal();

        await Letters.RedriveAsync(letters, Token);
        await Bench.RunRelayAsync();

        Assert.Equal([1, 2, 3], (await Bench.ReceiptsAsync()).Select(receipt => receipt.Number));
    }

    [Fact]
    public async Task Given_many_letters_being_redriven_in_vain_When_messages_come_Then_they_wait_behind_one_batch_and_are_handled_once()
    {
        Fail();
        var letters = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            letters.Add(await DieAsync());
        }

        await Letters.RedriveAsync(letters, Token);
        var fresh = NewOrder();
        ConcurrentQueue<OrderId> handled = new();
        Bench.Script.OnPing = async (ping, _) =>
        {
            handled.Enqueue(ping.OrderId);
            if (handled.Count == 1)
            {
                await Bench.SayAsync(fresh);
            }

            if (ping.OrderId != fresh)
            {
                throw new InvalidOperationException("Poison.");
            }
        };

        await Bench.RunRelayAsync();

        // In a small batch of their own, each by itself.
        Assert.Equal(5, handled.TakeWhile(order => order != fresh).Count());
        Assert.Equal(1, handled.Count(order => order == fresh));
        Assert.Equal(30, await Letters.CountAsync(new(Status: DeadLetterStatus.Dead), Token));
    }

    private void Fail() => Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");

    private void Heal() => Bench.Script.OnPing = (_, _) => Task.CompletedTask;

    /// <summary>A message that nobody could handle.</summary>
    private async Task<Guid> DieAsync()
    {
        var order = NewOrder();
        Fail();
        await Bench.SayAsync(order);
        await Bench.RunRelayAsync();
        return (await LetterOfAsync(order)).MessageId;
    }

    private async Task<DeadLetter> LetterOfAsync(OrderId order) => (await ListAsync(new(Key: order.ToString()))).Single();

    private Task<IReadOnlyList<DeadLetter>> ListAsync(DeadLetterFilter filter) => Letters.ListAsync(filter, after: null, limit: 100, Token);

    private async Task ForgetAsync()
    {
        using var scope = Bench.CreateScope();
        await ActivatorUtilities.CreateInstance<RetentionJob<TargetDbContext>>(scope.ServiceProvider).Execute(null!, Token);
    }
}
