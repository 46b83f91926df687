using Microsoft.Data.Sqlite;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class WebhookTests
{
    [Fact]
    public async Task Given_money_that_moves_When_told_Then_signed_and_in_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulators = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url);
        var id = (await simulators.Client.AuthorizeAsync()).Id;
        await simulators.Client.CaptureAsync(id);
        await simulators.Client.RefundAsync(id);

        await Eventually.TrueAsync(() => receiver.Received.Count == 3, "three webhooks");

        Assert.Equal(
            ["payment_intent.amount_capturable_updated", "payment_intent.succeeded", "charge.refunded"],
            receiver.Received.Select(static w => w.Type));
        Assert.All(receiver.Received, w =>
        {
            Assert.Equal("/webhooks/payments", w.Path);
            Assert.True(w.IsSignedWith("whsec_campuscafe_payments"));
            Assert.False(w.IsSignedWith("whsec_campuscafe_carrier"));
            Assert.StartsWith("evt_", w.Json.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal("event", w.Json.GetProperty("object").GetString());
            Assert.Equal(id, w.Json.GetProperty("data").GetProperty("object").GetProperty("id").GetString());
        });
        Assert.Equal(
            "requires_capture", receiver.Received[0].Json.GetProperty("data").GetProperty("object").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Given_a_store_that_takes_nothing_When_it_does_again_Then_what_was_sent_is_sent_again_and_settled()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var folder = new TempFolder();
        await using var simulators = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url, folder);
        Execute("CREATE TRIGGER no_room BEFORE DELETE ON Webhooks BEGIN SELECT RAISE(ABORT, 'no room'); END");
        await simulators.Client.AuthorizeAsync();
        await Eventually.TrueAsync(() => receiver.Received.Count > 1, "sent again, as it could not be settled");

        Execute("DROP TRIGGER no_room");

        await Eventually.TrueAsync(() => Execute("SELECT COUNT(*) FROM Webhooks") is 0L, "settled");

        object? Execute(string sql)
        {
            var file = Path.Combine(folder.Path, "simulators.db");
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public async Task Given_a_decline_and_a_void_When_told_Then_their_types()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulators = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url);
        await simulators.Client.AuthorizeAsync(paymentMethod: "pm_card_chargeDeclined");
        await simulators.Client.VoidAsync((await simulators.Client.AuthorizeAsync()).Id);

        await Eventually.TrueAsync(() => receiver.Received.Count == 3, "three webhooks");

        Assert.Contains(receiver.Received, static w => w.Type == "payment_intent.payment_failed");
        Assert.Contains(receiver.Received, static w => w.Type == "payment_intent.canceled");
    }

    [Fact]
    public async Task Given_a_receiver_that_refuses_When_told_Then_again_until_2xx_and_the_next_waits()
    {
        var refusals = 4;
        await using var receiver = await WebhookReceiver.StartAsync(_ => Interlocked.Decrement(ref refusals) >= 0 ? 500 : 204);
        await using var simulators = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url);
        await simulators.Client.CaptureAsync((await simulators.Client.AuthorizeAsync()).Id);

        await Eventually.TrueAsync(() => receiver.Received.Count == 6, "four refusals and two webhooks");

        const string First = "payment_intent.amount_capturable_updated";
        Assert.Equal([First, First, First, First, First, "payment_intent.succeeded"], receiver.Received.Select(static w => w.Type));
        Assert.Single(receiver.Received.Take(5).Select(static w => w.Payload).Distinct());
        Assert.All(receiver.Received, static w => Assert.True(w.IsSignedWith("whsec_campuscafe_payments")));
    }

    [Fact]
    public async Task Given_one_subject_that_is_refused_When_another_is_told_Then_it_does_not_wait()
    {
        string? refused = null;
        await using var receiver = await WebhookReceiver.StartAsync(w => w.Payload.Contains(refused!, StringComparison.Ordinal) ? 500 : 200);
        await using var simulators = await RunningSimulators.StartAsync();
        refused = (await simulators.Client.AuthorizeAsync()).Id;
        var other = (await simulators.Client.AuthorizeAsync()).Id;

        simulators.Options.WebhookUrl = receiver.Url;

        await Eventually.TrueAsync(
            () => receiver.Received.Any(w => w.Payload.Contains(other, StringComparison.Ordinal))
                && receiver.Received.Count(w => w.Payload.Contains(refused, StringComparison.Ordinal)) >= 3,
            "the other was told while the first is tried again");
    }

    [Fact]
    public async Task Given_webhooks_that_nobody_took_When_restarted_Then_sent()
    {
        using var folder = new TempFolder();
        await using (var before = await RunningSimulators.StartAsync(static o => o.WebhookUrl = "http://127.0.0.1:9", folder))
        {
            await before.Client.AuthorizeAsync();
            await before.StopAsync();
        }

        await using var receiver = await WebhookReceiver.StartAsync();
        await using var after = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url, folder);

        await Eventually.TrueAsync(() => receiver.Received.Count == 1, "the old webhook");
    }

    [Fact]
    public async Task Given_an_asked_dispatch_When_told_Then_only_the_delivery()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulators = await RunningSimulators.StartAsync(o => o.WebhookUrl = receiver.Url);
        await simulators.Client.BookAsync();
        await simulators.Client.DispatchAsync();

        await Eventually.TrueAsync(() => receiver.Received.Count > 0, "a webhook");

        var webhook = receiver.Received.Single();
        Assert.Equal(("/webhooks/carrier", "shipment.delivered"), (webhook.Path, webhook.Type));
        Assert.True(webhook.IsSignedWith("whsec_campuscafe_carrier"));
        Assert.True(webhook.Json.TryGetProperty("createdAt", out _));
        var data = webhook.Json.GetProperty("data");
        Assert.Equal("ship-1", data.GetProperty("reference").GetString());
        Assert.Equal("order-1", data.GetProperty("orderId").GetString());
        Assert.Equal("delivered", data.GetProperty("status").GetString());
        Assert.StartsWith("CC", data.GetProperty("trackingNumber").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dispatched")]
    [InlineData("lost")]
    [InlineData("delivered")]
    public async Task Given_a_carrier_that_acts_alone_When_told_Then_its_event(string @event)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var simulators = await RunningSimulators.StartAsync(o =>
        {
            o.WebhookUrl = receiver.Url;
            o.DeliveredAfter = TimeSpan.FromDays(1);
        });
        await simulators.Client.BookAsync();
        await simulators.Client.SimulateAsync(@event);

        await Eventually.TrueAsync(() => receiver.Received.Count == 1, "the webhook");

        Assert.Equal($"shipment.{@event}", receiver.Received[0].Type);
    }
}
