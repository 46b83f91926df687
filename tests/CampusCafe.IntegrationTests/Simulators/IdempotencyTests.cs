using System.Net;
using Microsoft.Data.Sqlite;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task Given_a_used_key_When_repeated_Then_replayed_byte_for_byte_without_effect()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;

        var first = await client.AuthorizeAsync("key-1");
        var second = await client.AuthorizeAsync("key-1");

        Assert.Equal((false, true), (first.Replayed, second.Replayed));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_used_key_When_the_state_has_moved_on_Then_the_first_answer_is_replayed()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var first = await client.AuthorizeAsync("key-1");
        await client.CaptureAsync(first.Id, "key-2");

        Assert.Equal("requires_capture", (await client.AuthorizeAsync("key-1")).StatusField);
        var captured = await client.CaptureAsync(first.Id, "key-2");
        Assert.Equal((HttpStatusCode.OK, true), (captured.Status, captured.Replayed));
        Assert.Equal(["authorize", "capture"], await client.PaymentEffectsAsync());
    }

    [Fact]
    public async Task Given_a_decline_and_a_refusal_When_repeated_Then_replayed()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync()).Id;
        await client.AuthorizeAsync("declined", paymentMethod: "pm_card_chargeDeclined");
        await client.RefundAsync(id, "refused");

        var declined = await client.AuthorizeAsync("declined", paymentMethod: "pm_card_chargeDeclined");
        var refused = await client.RefundAsync(id, "refused");

        Assert.Equal((HttpStatusCode.PaymentRequired, true), (declined.Status, declined.Replayed));
        Assert.Equal((HttpStatusCode.BadRequest, true), (refused.Status, refused.Replayed));
    }

    [Fact]
    public async Task Given_a_malformed_request_When_put_right_under_the_same_key_Then_it_works()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        Assert.Equal(HttpStatusCode.BadRequest, (await client.AuthorizeAsync("key-1", amount: 0)).Status);

        var reply = await client.AuthorizeAsync("key-1");

        Assert.Equal((HttpStatusCode.OK, false), (reply.Status, reply.Replayed));
    }

    [Fact]
    public async Task Given_an_unauthorized_request_When_repeated_with_the_bearer_Then_it_works()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        simulators.Client.CarrierBearer = "other";
        await simulators.Client.BookAsync(key: "key-1");
        simulators.Client.CarrierBearer = simulators.Options.CarrierApiKey;

        var reply = await simulators.Client.BookAsync(key: "key-1");

        Assert.Equal((HttpStatusCode.Created, false), (reply.Status, reply.Replayed));
    }

    [Fact]
    public async Task Given_a_used_key_When_the_body_or_path_differs_Then_refused()
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        var id = (await client.AuthorizeAsync("key-1")).Id;
        await client.BookAsync(key: "key-1");

        var otherBody = await client.AuthorizeAsync("key-1", amount: 501);
        var otherPath = await client.CaptureAsync(id, "key-1");
        var otherShipment = await client.BookAsync(key: "key-1", quantity: 2);

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (otherBody.Status, otherBody.Error.GetProperty("type").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (otherPath.Status, otherPath.Error.GetProperty("type").GetString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_mismatch"), (otherShipment.Status, otherShipment.ErrorCode));
        Assert.Equal(["authorize"], await client.PaymentEffectsAsync());
        Assert.Equal(["create"], await client.ShipmentEffectsAsync());
    }

    [Theory]
    [InlineData("payments")]
    [InlineData("carrier")]
    public async Task Given_a_key_that_is_still_running_When_repeated_Then_in_use(string provider)
    {
        await using var simulators = await RunningSimulators.StartAsync();
        var client = simulators.Client;
        Task<Reply> SendAsync() => provider == "payments" ? client.AuthorizeAsync("key-1") : client.BookAsync(key: "key-1");

        // The database is held, so the first can't end; which of the two is first doesn't matter.
        Task<Reply>[] both;
        Reply refused;
        await using (var connection = new SqliteConnection($"Data Source={simulators.Options.Folder}/simulators.db"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var hold = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            both = [SendAsync(), SendAsync()];
            refused = await await Task.WhenAny(both);
        }

        var replies = await Task.WhenAll(both);
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (refused.Status, refused.ErrorCode));
        Assert.True(replies.Single(r => r != refused).Status is HttpStatusCode.OK or HttpStatusCode.Created);
        Assert.True((await SendAsync()).Replayed);
    }

    [Fact]
    public async Task Given_a_used_key_When_24_hours_have_passed_Then_forgotten()
    {
        var time = new ShiftedTime();
        await using var simulators = await RunningSimulators.StartAsync(time: time);
        var first = await simulators.Client.AuthorizeAsync("key-1");

        time.Ahead = TimeSpan.FromHours(23.9);
        var remembered = await simulators.Client.AuthorizeAsync("key-1");
        time.Ahead = TimeSpan.FromHours(24.1);
        var forgotten = await simulators.Client.AuthorizeAsync("key-1");

        Assert.True(remembered.Replayed);
        Assert.False(forgotten.Replayed);
        Assert.NotEqual(first.Id, forgotten.Id);
        Assert.Equal(["authorize", "authorize"], await simulators.Client.PaymentEffectsAsync());
    }
}
