using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Testing.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What relays and workers tell of their work, each time exactly once.</summary>
public sealed class RelayTelemetryTests : MessagingTests
{
    private const string Deliveries = "campuscafe.relay.deliveries";
    private const string Consumed = "messaging.client.consumed.messages";

    protected override string[] Settings => [.. base.Settings, "Logging:LogLevel:CampusCafe=Debug"];

    [Fact]
    public async Task Given_messages_When_relayed_Then_counted_with_batch_size_and_latency()
    {
        using var measured = Measure();
        await Bench.SayAsync(NewOrder());
        await Bench.SayAsync(NewOrder());
        Bench.Time.Advance(TimeSpan.FromSeconds(7));

        await Bench.RunRelayAsync();

        Assert.Equal(2, measured.Sum(Deliveries, "target", "handled"));
        Assert.Equal(2, measured.Sum(Consumed, "target", "campuscafe", "process"));
        Assert.Equal([2], measured.Of("campuscafe.relay.batch.size", "target").Select(batch => batch.Value));
        Assert.Equal([7, 7], measured.Of("campuscafe.relay.latency", "target").Select(latency => latency.Value));
        Assert.Equal(2, measured.Of("messaging.process.duration", "target").Count);
    }

    [Fact]
    public async Task Given_a_message_that_always_fails_When_given_up_Then_retried_and_dead_are_counted()
    {
        using var measured = Measure();
        await Bench.SayAsync(NewOrder());
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");

        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(2, measured.Sum(Deliveries, "target", "retried"));
        Assert.Equal(1, measured.Sum(Deliveries, "target", "dead"));
        Assert.Empty(measured.Of(Deliveries, "handled"));
        Assert.Empty(measured.Of("campuscafe.relay.latency"));
        Assert.Equal(measured.Sum(Consumed), measured.Sum(Consumed, nameof(InvalidOperationException)));
    }

    [Fact]
    public async Task Given_a_message_that_comes_twice_When_relayed_Then_counted_as_a_duplicate()
    {
        await Bench.SayAsync(NewOrder());
        await Bench.RunRelayAsync();
        var message = (await Bench.AllAsync<SourceDbContext, OutboxMessage>()).Single();
        await Bench.InSourceAsync(context =>
        {
            context.Add(new OutboxDelivery { Consumer = "target", MessageId = message.Id, Key = message.AggregateId });
            return context.SaveChangesAsync();
        });
        using var measured = Measure();

        await Bench.RunRelayAsync();

        Assert.Equal(1, measured.Sum(Deliveries, "target", "duplicate"));
        Assert.Empty(measured.Of(Deliveries, "handled"));
        Assert.Empty(measured.Of(Consumed));
    }

    [Fact]
    public async Task Given_calls_When_made_Then_measured_by_operation_and_outcome()
    {
        await AskAsync(NewOrder());
        using var measured = Measure();

        Bench.Calls.Then(new CallResult.Unknown("cut"));
        await Bench.RunWorkerAsync();
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        Bench.Calls.Then(new CallResult.Succeeded());
        await Bench.RunWorkerAsync();

        var calls = measured.Of("campuscafe.call.duration", "target", "ask").Select(call => call.Tags["campuscafe.call.outcome"]);
        Assert.Equal(["unknown", "succeeded"], calls);
    }

    [Fact]
    public async Task Given_work_for_an_order_When_logged_Then_every_line_bears_its_correlation_id()
    {
        const string Mine = "the-order's";
        using var services = Bench.CreateScope();
        using var book = new LogBook();
        services.ServiceProvider.GetRequiredService<ILoggerFactory>().AddProvider(book);
        var (bad, good) = (NewOrder(), NewOrder());
        await AskAsync(good, Mine);
        await Bench.SayAsync(bad, correlationId: Mine);
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");

        await Bench.RunRelayAsync();
        await Bench.RunWorkerAsync();

        Assert.Equal(Mine, Assert.Single(book.Of(1103)).CorrelationId);
        Assert.Equal(Mine, Assert.Single(book.Of(1203)).CorrelationId);
    }

    private Measurements Measure()
    {
        using var scope = Bench.CreateScope();
        return new Measurements(scope.ServiceProvider);
    }

    private async Task AskAsync(OrderId id, string correlationId = "test")
    {
        Bench.Script.OnPing = async (ping, context) => (await context.Listeners.FindAsync(ping.OrderId))!.Ask("ask");
        await Bench.SayAsync(id, correlationId: correlationId);
        await Bench.RunRelayAsync();
    }
}
