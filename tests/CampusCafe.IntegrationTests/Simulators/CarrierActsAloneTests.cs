using System.Net;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class CarrierActsAloneTests
{
    [Fact]
    public async Task Given_a_dispatch_When_the_time_has_come_Then_delivered()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        await simulators.Client.BookAsync();
        await simulators.Client.DispatchAsync();

        await Eventually.TrueAsync(async () => (await simulators.Client.TrackAsync()).StatusField == "delivered", "delivered");

        Assert.Equal(["create", "dispatch", "deliver"], await simulators.Client.ShipmentEffectsAsync());
        Assert.Equal("already_dispatched", (await simulators.Client.CancelAsync()).ErrorCode);
    }

    [Fact]
    public async Task Given_a_dispatch_When_restarted_before_delivery_Then_delivered_after_the_restart()
    {
        using var folder = new TempFolder();
        var time = new ShiftedTime();
        await using (var before = await RunningSimulators.StartAsync(static o => o.DeliveredAfter = TimeSpan.FromDays(10), folder, time))
        {
            await before.Client.BookAsync();
            await before.Client.DispatchAsync();
            await before.StopAsync();
        }

        time.Ahead = TimeSpan.FromDays(1); // 10 days × 0.01 are 2.4 hours.
        await using var after = await RunningSimulators.StartAsync(folder: folder, time: time);

        await Eventually.TrueAsync(async () => (await after.Client.TrackAsync()).StatusField == "delivered", "delivered after the restart");
        Assert.Equal(["create", "dispatch", "deliver"], await after.Client.ShipmentEffectsAsync());
    }

    [Theory]
    [InlineData("dispatched", "create,dispatch")]
    [InlineData("delivered", "create,dispatch,deliver")]
    [InlineData("lost", "create,dispatch,lose")]
    public async Task Given_a_booking_When_the_carrier_acts_twice_Then_it_happened_once(string @event, string effects)
    {
        await using var simulators = await RunningSimulators.StartAsync(static o => o.DeliveredAfter = TimeSpan.FromDays(1));
        await simulators.Client.BookAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await simulators.Client.SimulateAsync(@event)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await simulators.Client.SimulateAsync(@event)).Status);

        Assert.Equal(@event, (await simulators.Client.TrackAsync()).StatusField);
        Assert.Equal(effects.Split(','), await simulators.Client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_lost_parcel_When_its_delivery_was_due_Then_it_stays_lost()
    {
        await using var simulators = await RunningSimulators.StartAsync(static o => o.DeliveredAfter = TimeSpan.FromSeconds(50));
        var client = simulators.Client;
        await client.BookAsync("lost");
        await client.BookAsync("later");
        await client.DispatchAsync("lost");
        Assert.Equal(HttpStatusCode.NoContent, (await client.SimulateAsync("lost", "lost")).Status);
        await client.DispatchAsync("later");

        await Eventually.TrueAsync(async () => (await client.TrackAsync("later")).StatusField == "delivered", "the later one delivered");

        Assert.Equal("lost", (await client.TrackAsync("lost")).StatusField);
        Assert.Equal(["create", "create", "dispatch", "lose", "dispatch", "deliver"], await client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_moves_that_make_no_sense_When_simulated_Then_refused()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.BookAsync("cancelled");
        await client.CancelAsync("cancelled");
        await client.BookAsync("delivered");
        await client.SimulateAsync("delivered", "delivered");

        Assert.Equal(HttpStatusCode.Conflict, (await client.SimulateAsync("dispatched", "cancelled")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await client.SimulateAsync("lost", "delivered")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SimulateAsync("lost", "unknown")).Status);
        var unknown = await client.SimulateAsync("eaten", "delivered");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (unknown.Status, unknown.ContentType));
        Assert.True(unknown.Json.GetProperty("errors").TryGetProperty("event", out _));
    }
}
