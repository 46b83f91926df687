using System.Diagnostics;
using System.Reflection;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do for relay and inbox: effects once, in order per key, and nothing held up by others.</summary>
public class RelayTests : MessagingTests
{
    [Fact]
    public async Task Given_messages_of_one_key_When_relayed_Then_each_is_handled_once_in_order()
    {
        var id = NewOrder();
        await Bench.SayAsync(id, count: 30);

        await Bench.RunRelayAsync();

        Assert.Equal(Enumerable.Range(1, 30), (await Bench.ReceiptsAsync()).Select(r => r.Number));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
        Assert.Equal(30, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Count);
        Assert.Equal(30, (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Count);
    }

    [Fact]
    public async Task Given_many_keys_When_relayed_Then_a_batch_is_one_commit_at_the_target_and_one_at_the_source()
    {
        for (var i = 0; i < 20; i++)
        {
            await Bench.SayAsync(NewOrder());
        }

        Bench.Commits.Reset();
        await Bench.RunRelayAsync();

        Assert.Equal(20, (await Bench.ReceiptsAsync()).Count);
        Assert.Equal(2, Bench.Commits.Count);
    }

    [Fact]
    public async Task Given_a_crash_between_the_two_commits_When_relayed_again_Then_the_effect_is_not_repeated()
    {
        await Bench.SayAsync(NewOrder(), count: 3);
        var deliveries = await Bench.AllAsync<SourceDbContext, OutboxDelivery>();
        await Bench.RunRelayAsync();
        await Bench.InSourceAsync(context =>
        {
            context.AddRange(deliveries.Select(d => new OutboxDelivery { Consumer = d.Consumer, MessageId = d.MessageId, Key = d.Key }));
            return context.SaveChangesAsync();
        });

        await Bench.RunRelayAsync();

        Assert.Equal([1, 2, 3], (await Bench.ReceiptsAsync()).Select(r => r.Number));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxDelivery>());
    }

    [Fact]
    public async Task Given_four_relays_at_once_When_run_Then_effects_happen_once_and_in_order()
    {
        var ids = Enumerable.Range(0, 10).Select(_ => NewOrder()).ToList();
        foreach (var id in ids)
        {
            await Bench.SayAsync(id, count: 10);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Bench.RunRelayAsync()));
        await Bench.RunRelayAsync();

        var receipts = await Bench.ReceiptsAsync();
        Assert.Equal(100, receipts.Count);
        Assert.All(ids, id => Assert.Equal(Enumerable.Range(1, 10), receipts.Where(r => r.OrderId == id).Select(r => r.Number)));
    }

    [Fact]
    public async Task Given_a_relayed_message_When_it_causes_others_Then_correlation_and_causation_are_carried_on()
    {
        await Bench.SayAsync(NewOrder(), count: 2, correlationId: "checkout-7");
        await Bench.SayAsync(NewOrder(), correlationId: "checkout-8");

        await Bench.RunRelayAsync();

        var pings = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).OrderBy(m => m.Sequence).ToList();
        var pongs = (await Bench.AllAsync<TargetDbContext, OutboxMessage>()).ToDictionary(m => m.CausationId!.Value);
        Assert.All(pings, ping => Assert.Equal(ping.CorrelationId, pongs[ping.Id].CorrelationId));
        Assert.All(pings, ping => Assert.Equal(ping.AggregateId, pongs[ping.Id].AggregateId));
        Assert.All(pings, ping => Assert.Null(ping.CausationId));
    }

    [Fact]
    public async Task Given_a_trace_When_its_messages_cause_others_Then_they_are_of_the_same_trace()
    {
        using (var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            await Bench.SayAsync(NewOrder());
        }

        await Bench.RunRelayAsync();

        var ping = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Single();
        var pong = (await Bench.AllAsync<TargetDbContext, OutboxMessage>()).Single();
        Assert.Equal(ActivityContext.Parse(ping.TraceParent!, null).TraceId, ActivityContext.Parse(pong.TraceParent!, null).TraceId);
    }

    [Fact]
    public async Task Given_a_database_whose_scans_are_no_moment_in_time_When_read_Then_the_same_messages_in_the_same_order()
    {
        await Bench.SayAsync(NewOrder(), count: 3);
        await Bench.SayAsync(NewOrder(), count: 3);
        using var scope = Bench.CreateScope();
        var database = DispatchProxy.Create<IDatabase, WithoutSnapshots>();
        ((WithoutSnapshots)(object)database).Inner = Bench.Database;
        var source = ActivatorUtilities.CreateInstance<OutboxSource<SourceDbContext>>(scope.ServiceProvider, SourceDbContext.Module, database);

        var read = await source.ReadNewAsync(TargetDbContext.Module, limit: 5, TestContext.Current.CancellationToken);
        var nobodys = await source.ReadNewAsync("nobody", limit: 5, TestContext.Current.CancellationToken);

        var log = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).OrderBy(m => m.Sequence).Select(m => m.Id);
        Assert.Equal(log.Take(5), read.Select(message => message.MessageId));
        Assert.Empty(nobodys);
    }

    [Fact]
    public async Task Given_a_batch_whose_save_loses_a_race_When_relayed_Then_all_of_it_is_run_again_afresh()
    {
        await Bench.SayAsync(NewOrder());
        await Bench.RunRelayAsync(); // Takes the key 1.
        await Bench.SayAsync(NewOrder());
        await Bench.SayAsync(NewOrder());
        var handled = 0;
        Bench.Script.OnPing = (ping, context) =>
        {
            if (++handled == 1)
            {
                context.Add(new Receipt { Sequence = 1, OrderId = ping.OrderId, Number = 0 });
            }

            return Task.CompletedTask;
        };

        await Bench.RunRelayAsync();

        Assert.Equal((3, 4), ((await Bench.ReceiptsAsync()).Count, handled));
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_message_that_loses_races_When_relayed_Then_it_is_tried_again_afresh()
    {
        await Bench.SayAsync(NewOrder());
        await Bench.SayAsync(NewOrder());
        var races = 2;
        Bench.Script.OnPing = (_, _) => races-- > 0 ? throw new DbUpdateConcurrencyException("Somebody was quicker.") : Task.CompletedTask;

        await Bench.RunRelayAsync();

        Assert.Equal(2, (await Bench.ReceiptsAsync()).Count);
        Assert.Empty(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    [Fact]
    public async Task Given_a_shutdown_in_a_handler_When_relayed_again_Then_nothing_was_held_against_the_message()
    {
        await Bench.SayAsync(NewOrder());
        using var stopping = new CancellationTokenSource();
        Bench.Script.OnPing = (_, _) =>
        {
            stopping.Cancel();
            stopping.Token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.Relay.RunAsync(Waiting.Anything, stopping.Token));

        Bench.Script.OnPing = (_, _) => Task.CompletedTask;
        await Bench.RunRelayAsync();

        Assert.Single(await Bench.ReceiptsAsync());
        Assert.Equal(1, (await Bench.AllAsync<TargetDbContext, InboxMessage>()).Single().Attempts);
    }

    /// <summary>The database as it is, in the role of one that doesn't see each statement's moment.</summary>
    public class WithoutSnapshots : DispatchProxy
    {
        internal IDatabase Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == $"get_{nameof(IDatabase.ReadsSnapshots)}" ? false : targetMethod.Invoke(Inner, args);
    }
}
