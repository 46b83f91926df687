using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Testing.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>How far consumers are behind, and when that takes a host out of service.</summary>
public sealed class RelayLagTests : MessagingTests
{
    [Fact]
    public async Task Given_messages_When_nobody_brings_them_Then_counted_and_as_old_as_the_first()
    {
        await Bench.SayAsync(NewOrder(), count: 2);
        Bench.Time.Advance(TimeSpan.FromSeconds(30));
        await Bench.SayAsync(NewOrder());

        var lag = await LookAsync();

        Assert.Equal(new Lag("target", IsRelayedHere: true, Pending: 3, OldestAge: TimeSpan.FromSeconds(30)), lag.Single(one => one.Consumer == "target"));
    }

    [Fact]
    public async Task Given_nothing_to_do_When_looked_at_Then_nothing_is_pending() =>
        Assert.All(await LookAsync(), lag => Assert.Equal(new Lag(lag.Consumer, IsRelayedHere: true, Pending: 0, OldestAge: null), lag));

    [Fact]
    public async Task Given_a_stalled_key_When_looked_at_Then_it_is_pending_but_has_no_age()
    {
        var bad = NewOrder();
        await StallAsync(bad);
        Bench.Time.Advance(TimeSpan.FromSeconds(2));
        await Bench.SayAsync(NewOrder());
        Bench.Time.Advance(TimeSpan.FromSeconds(5));

        var lag = (await LookAsync()).Single(one => one.Consumer == "target");

        Assert.Equal((3, TimeSpan.FromSeconds(5)), (lag.Pending, lag.OldestAge));
    }

    [Fact]
    public async Task Given_more_than_the_limit_When_read_Then_only_the_oldest_are_counted()
    {
        await Bench.SayAsync(NewOrder(), count: 5);

        var pending = await Bench.InSourceAsync(context => context.ReadPendingAsync(limit: 3, consumer: null, TestContext.Current.CancellationToken));

        Assert.Equal(3, Assert.Single(pending).Count);
    }

    [Fact]
    public async Task Given_messages_for_several_consumers_When_one_is_asked_about_Then_only_its_own()
    {
        await Bench.SayAsync(NewOrder());
        await SayToStrangerAsync();

        var pending = await Bench.InSourceAsync(context => context.ReadPendingAsync(limit: 100, "target", TestContext.Current.CancellationToken));

        Assert.Equal("target", Assert.Single(pending).Consumer);
    }

    [Fact]
    public async Task Given_a_message_that_waits_too_long_When_asked_whether_ready_Then_a_sentence_names_consumer_and_age()
    {
        await Bench.SayAsync(NewOrder());
        Bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await TroubleAsync());

        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(async () => await TroubleAsync() is not null, "the last look is no longer fresh");

        var trouble = await TroubleAsync();
        Assert.Contains("target", trouble);
        Assert.Contains("121 s", trouble);
    }

    [Fact]
    public async Task Given_poison_and_a_stranger_When_asked_whether_ready_Then_ready()
    {
        await StallAsync(NewOrder());
        await SayToStrangerAsync();
        Bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await TroubleAsync());
        Assert.Contains(await LookAsync(), lag => lag is { Consumer: "stranger", IsRelayedHere: false, Pending: 1 });
    }

    [Fact]
    public async Task Given_somebody_who_collects_When_the_host_runs_Then_the_gauges_show_the_last_look()
    {
        await Bench.SayAsync(NewOrder());
        Bench.Time.Advance(TimeSpan.FromSeconds(3));
        using var scope = Bench.CreateScope();
        scope.ServiceProvider.GetRequiredService<DatabaseGate>().Open();
        var gauges = scope.ServiceProvider.GetServices<IHostedService>().OfType<RelayLagGauges>().Single();
        using var measured = new Measurements(scope.ServiceProvider);

        await gauges.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () =>
            {
                measured.Collect();
                return measured.Of("campuscafe.relay.pending", "target").Count > 0;
            },
            "the gauges show something");
        measured.Collect();
        await gauges.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, measured.Of("campuscafe.relay.pending", "target")[^1].Value);
        Assert.Equal(3, measured.Of("campuscafe.relay.oldest.age", "target")[^1].Value);
    }

    private async Task<IReadOnlyList<Lag>> LookAsync()
    {
        using var scope = Bench.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<RelayLag>().LookAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    private async Task<string?> TroubleAsync()
    {
        using var scope = Bench.CreateScope();
        scope.ServiceProvider.GetRequiredService<DatabaseGate>().Open();
        return await scope.ServiceProvider.GetRequiredService<RelayReadiness>().FindTroubleAsync(TestContext.Current.CancellationToken);
    }

    private async Task StallAsync(OrderId id)
    {
        await Bench.SayAsync(id, count: 2);
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");
        await Bench.RunRelayAsync();
        Assert.Single(await Bench.AllAsync<SourceDbContext, OutboxStall>());
    }

    /// <summary>As another version of the program, which has one more consumer, would have left it.</summary>
    private Task SayToStrangerAsync() => Bench.InSourceAsync(context =>
    {
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            AggregateType = "speaker",
            AggregateId = "any",
            Type = "target.ping.v1",
            Payload = "{}",
            CorrelationId = "test",
            CausationId = null,
            TraceParent = null,
            OccurredAt = Bench.Time.GetUtcNow(),
        };
        context.Add(message);
        context.Add(new OutboxDelivery { Consumer = "stranger", MessageId = message.Id, Key = "any" });
        return context.SaveChangesAsync();
    });
}
