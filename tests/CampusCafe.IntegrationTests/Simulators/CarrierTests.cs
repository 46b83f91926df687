using System.Net;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class CarrierTests
{
    [Fact]
    public async Task Given_an_order_When_booked_Then_created_and_in_the_ledger()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var booked = await simulators.Client.BookAsync(key: "key-1", quantity: 2);

        Assert.Equal((HttpStatusCode.Created, "created"), (booked.Status, booked.StatusField));
        Assert.StartsWith("CC", booked.Json.GetProperty("trackingNumber").GetString(), StringComparison.Ordinal);
        Assert.Equal(booked.Text, (await simulators.Client.TrackAsync()).Text);

        var effect = (await simulators.Client.LedgerAsync()).GetProperty("shipments").EnumerateArray().Single();
        Assert.Equal("ship-1", effect.GetProperty("reference").GetString());
        Assert.Equal("order-1", effect.GetProperty("orderId").GetString());
        Assert.Equal("create", effect.GetProperty("operation").GetString());
        Assert.Equal("""[{"itemId":"cake","quantity":2}]""", effect.GetProperty("items").GetRawText());
        Assert.Equal("key-1", effect.GetProperty("idempotencyKey").GetString());
    }

    [Fact]
    public async Task Given_a_used_reference_When_booked_with_another_key_Then_refused()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        await simulators.Client.BookAsync(key: "key-1");

        var reply = await simulators.Client.BookAsync(key: "key-2");

        Assert.Equal((HttpStatusCode.Conflict, "reference_in_use"), (reply.Status, reply.ErrorCode));
        Assert.Equal(["create"], await simulators.Client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_booking_When_cancelled_twice_Then_one_effect_and_no_dispatch()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.BookAsync();

        Assert.Equal("cancelled", (await client.CancelAsync(key: "key-1")).StatusField);
        Assert.Equal("cancelled", (await client.CancelAsync(key: "key-2")).StatusField);
        var dispatched = await client.DispatchAsync();

        Assert.Equal((HttpStatusCode.Conflict, "shipment_cancelled"), (dispatched.Status, dispatched.ErrorCode));
        Assert.Equal(["create", "cancel"], await client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_booking_When_dispatched_twice_Then_one_effect_and_no_cancel()
    {
        await using var simulators = await RunningSimulators.StartAsync(static o => o.DeliveredAfter = TimeSpan.FromDays(1));
        var client = simulators.Client;
        await client.BookAsync();

        Assert.Equal("dispatched", (await client.DispatchAsync(key: "key-1")).StatusField);
        Assert.Equal("dispatched", (await client.DispatchAsync(key: "key-2")).StatusField);
        var cancelled = await client.CancelAsync();

        Assert.Equal((HttpStatusCode.Conflict, "already_dispatched"), (cancelled.Status, cancelled.ErrorCode));
        Assert.Equal(["create", "dispatch"], await client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_no_such_shipment_When_asked_for_Then_not_found()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        Assert.Equal("not_found", (await simulators.Client.TrackAsync()).ErrorCode);
        Assert.Equal("not_found", (await simulators.Client.CancelAsync()).ErrorCode);
        Assert.Equal("not_found", (await simulators.Client.DispatchAsync()).ErrorCode);
    }

    [Fact]
    public async Task Given_a_wrong_bearer_When_booked_Then_unauthorized()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        simulators.Client.CarrierBearer = null;

        var reply = await simulators.Client.BookAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (reply.Status, reply.ErrorCode));
    }

    [Fact]
    public async Task Given_a_booking_without_items_When_booked_Then_refused()
    {
        await using var simulators = await RunningSimulators.StartAsync();

        var reply = await simulators.Client.ShipAsync("/carrier/shipments", "key-1", new { reference = "ship-1", orderId = "order-1" });

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (reply.Status, reply.ErrorCode));
    }
}
