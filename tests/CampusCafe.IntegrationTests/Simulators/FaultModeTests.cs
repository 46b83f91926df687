using System.Collections.Concurrent;
using System.Net;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class FaultModeTests
{
    [Fact]
    public async Task Given_a_latency_When_authorized_without_a_fault_Then_it_is_waited_for_to_scale()
    {
        var time = new ObservedTime();
        await using var simulators = await RunningSimulators.StartAsync(
            static o => (o.Latency, o.TimeScale) = (TimeSpan.FromMilliseconds(14), 0.5), time: time);

        await simulators.Client.AuthorizeAsync();

        Assert.Contains(TimeSpan.FromMilliseconds(7), time.Waits);
    }

    [Fact]
    public async Task Given_slow_When_the_caller_leaves_Then_it_works_all_the_same()
    {
        await using var simulators = await RunningSimulators.StartAsync(static o => o.TimeScale = 0.25);
        var client = simulators.Client;
        await client.SetFaultAsync("payments", "authorize", "slow", times: 1);
        using var leaving = new CancellationTokenSource();

        var call = client.AuthorizeAsync("key-1", token: leaving.Token);
        await FaultIsUsedUpAsync(client);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(async () => (await client.PaymentEffectsAsync()).Count == 1, "the late authorisation");
        Assert.True((await client.AuthorizeAsync("key-1")).Replayed);
    }

    [Fact]
    public async Task Given_slow_When_the_key_is_used_meanwhile_Then_the_late_one_is_the_replay()
    {
        await using var simulators = await RunningSimulators.StartAsync(static o => o.TimeScale = 0.25);
        var client = simulators.Client;
        await client.SetFaultAsync("carrier", "create", "slow", times: 1);

        var late = client.BookAsync(key: "key-1");
        await FaultIsUsedUpAsync(client);
        var quick = await client.BookAsync(key: "key-1");

        Assert.Equal((HttpStatusCode.Created, false), (quick.Status, quick.Replayed));
        Assert.Equal((HttpStatusCode.Created, true), ((await late).Status, (await late).Replayed));
        Assert.Equal(["create"], await client.ShipmentEffectsAsync());
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("slowfail")]
    public async Task Given_a_failing_mode_When_captured_Then_503_and_nothing_kept(string mode)
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;
        await client.SetFaultAsync("payments", "capture", mode, times: 1);

        var failed = await client.CaptureAsync(id, "key-1");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "api_error"), (failed.Status, failed.Error.GetProperty("type").GetString()));
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
        var again = await client.CaptureAsync(id, "key-1");
        Assert.Equal((HttpStatusCode.OK, false), (again.Status, again.Replayed));
    }

    [Fact]
    public async Task Given_abort_When_dispatched_Then_the_connection_is_cut_before_any_work()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.BookAsync();
        await client.SetFaultAsync("carrier", "dispatch", "abort", times: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.DispatchAsync(key: "key-1"));

        Assert.Equal(["create"], await client.ShipmentEffectsAsync());
        Assert.False((await client.DispatchAsync(key: "key-1")).Replayed);
    }

    [Fact]
    public async Task Given_lostReply_When_authorized_Then_done_and_replayed_later()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.SetFaultAsync("payments", "authorize", "lostReply", times: 2);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.AuthorizeAsync("key-1"));
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.AuthorizeAsync("key-1"));
        var reply = await client.AuthorizeAsync("key-1");

        Assert.Equal((HttpStatusCode.OK, true), (reply.Status, reply.Replayed));
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_flaky_with_a_seed_When_authorized_often_Then_the_dice_decide_and_only_successes_have_effects()
    {
        const int Seed = 20;
        const int Calls = 30;
        await using var simulators = await RunningSimulators.StartAsync(static o => o.RandomSeed = Seed);
        await simulators.Client.SetFaultAsync("payments", "*", "flaky");
        var dice = new Random(Seed);

        var succeeded = 0;
        for (var i = 0; i < Calls; i++)
        {
            var expected = dice.NextDouble() < 0.35 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
            Assert.Equal(expected, (await simulators.Client.AuthorizeAsync($"key-{i}")).Status);
            succeeded += expected is HttpStatusCode.OK ? 1 : 0;
        }

        Assert.InRange(succeeded, 1, Calls - 1);
        Assert.Equal(succeeded, (await simulators.Client.PaymentEffectsAsync()).Count);
    }

    [Fact]
    public async Task Given_decline_When_money_is_moved_Then_refused_cleanly_and_kept()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;
        await client.SetFaultAsync("payments", "*", "decline");

        Assert.Equal((HttpStatusCode.PaymentRequired, "card_declined"), Outcome(await client.AuthorizeAsync("authorize")));
        Assert.Equal((HttpStatusCode.BadRequest, "capture_refused"), Outcome(await client.CaptureAsync(id, "capture")));
        Assert.Equal((HttpStatusCode.BadRequest, "void_refused"), Outcome(await client.VoidAsync(id, "void")));
        Assert.Equal((HttpStatusCode.BadRequest, "refund_refused"), Outcome(await client.RefundAsync(id, "refund")));
        Assert.Equal(HttpStatusCode.OK, (await client.GetPaymentsAsync($"/v1/payment_intents/{id}")).Status);

        await client.ClearFaultsAsync();
        var replayed = await client.CaptureAsync(id, "capture");
        Assert.Equal((true, "capture_refused"), (replayed.Replayed, replayed.ErrorCode));
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_decline_When_goods_are_moved_Then_refused_cleanly()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.BookAsync();
        await client.SetFaultAsync("carrier", "*", "decline");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "address_not_served"), Outcome(await client.BookAsync("ship-2", "create")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cancel_refused"), Outcome(await client.CancelAsync(key: "cancel")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "dispatch_refused"), Outcome(await client.DispatchAsync(key: "dispatch")));
        Assert.Equal(["create"], await client.ShipmentEffectsAsync());
    }

    [Fact]
    public async Task Given_error500_When_called_Then_the_500_is_kept_and_replayed()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        await client.SetFaultAsync("payments", "authorize", "error500", times: 1);
        await client.SetFaultAsync("carrier", "create", "error500", times: 1);

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.AuthorizeAsync("key-1")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.BookAsync(key: "key-1")).Status);

        var payment = await client.AuthorizeAsync("key-1");
        var shipment = await client.BookAsync(key: "key-1");
        Assert.Equal((HttpStatusCode.InternalServerError, true), (payment.Status, payment.Replayed));
        Assert.Equal("api_error", payment.Error.GetProperty("type").GetString());
        Assert.Equal((HttpStatusCode.InternalServerError, true, "internal_error"), (shipment.Status, shipment.Replayed, shipment.ErrorCode));
        Assert.Empty(await client.PaymentEffectsAsync());
        Assert.Empty(await client.ShipmentEffectsAsync());
        Assert.Equal(HttpStatusCode.OK, (await client.AuthorizeAsync("key-2")).Status);
    }

    [Fact]
    public async Task Given_faults_on_inquire_When_read_Then_they_apply_to_every_get()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;

        await client.SetFaultAsync("payments", "inquire", "fail");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetPaymentsAsync($"/v1/payment_intents/{id}")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetPaymentsAsync("/v1/payment_intents")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetPaymentsAsync("/v1/refunds")).Status);
        await client.SetFaultAsync("payments", "inquire", "error500");
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetPaymentsAsync("/v1/payment_intents")).Status);
        await client.SetFaultAsync("carrier", "inquire", "lostReply");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.TrackAsync());
        await client.SetFaultAsync("payments", "inquire", "slow");
        Assert.Equal(HttpStatusCode.OK, (await client.GetPaymentsAsync($"/v1/payment_intents/{id}")).Status);
        await client.SetFaultAsync("payments", "inquire", "slowfail");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetPaymentsAsync($"/v1/payment_intents/{id}")).Status);
    }

    private static (HttpStatusCode Status, string? Code) Outcome(Reply reply) => (reply.Status, reply.ErrorCode);

    // A fault for one time leaves the board when its request has met it.
    private static Task FaultIsUsedUpAsync(SimulatorClient client) =>
        Eventually.TrueAsync(async () => (await client.ListFaultsAsync()).Text == "[]", "the fault met its request");

    /// <summary>The real clock, which remembers for how long it was asked to wait.</summary>
    private sealed class ObservedTime : TimeProvider
    {
        public ConcurrentBag<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
