using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class DurabilityTests
{
    private const int Callers = 4;
    private const int AnswersBeforeTheKill = 40;

    [Fact]
    public async Task Given_effects_and_keys_When_disposed_without_stop_and_restarted_Then_all_is_remembered()
    {
        using var folder = new TempFolder();
        Reply authorized, booked;
        string ledger;
        await using (var before = await RunningSimulators.StartAsync(folder: folder))
        {
            authorized = await before.Client.AuthorizeAsync("key-1");
            booked = await before.Client.BookAsync(key: "key-1");
            ledger = (await before.Client.LedgerAsync()).GetRawText();
        }

        await using var after = await RunningSimulators.StartAsync(folder: folder);

        Assert.Equal(ledger, (await after.Client.LedgerAsync()).GetRawText());
        Assert.Equal(authorized with { Replayed = true }, await after.Client.AuthorizeAsync("key-1"));
        Assert.Equal(booked with { Replayed = true }, await after.Client.BookAsync(key: "key-1"));
        Assert.Equal("succeeded", (await after.Client.CaptureAsync(authorized.Id)).StatusField);
    }

    [Fact]
    public async Task Given_calls_under_way_When_killed_Then_every_answer_and_every_effect_is_kept_once()
    {
        using var folder = new TempFolder();
        ConcurrentDictionary<string, string> answered = [];
        using (var before = await SimulatorProcess.StartAsync(folder))
        {
            var callers = Enumerable.Range(0, Callers).Select(caller => CallUntilCutAsync(before.Client, caller, answered)).ToList();
            await Eventually.TrueAsync(() => answered.Count >= AnswersBeforeTheKill, "some answers");
            await before.KillAsync();
            await Task.WhenAll(callers);
        }

        using var after = await SimulatorProcess.StartAsync(folder);
        var effects = (await after.Client.LedgerAsync()).GetProperty("payments").EnumerateArray()
            .ToDictionary(static e => e.GetProperty("idempotencyKey").GetString()!, static e => e.GetProperty("intentId").GetString()!);
        Assert.All(answered, a => Assert.Equal(a.Value, effects[a.Key]));
        foreach (var (key, intentId) in effects)
        {
            var replay = await after.Client.AuthorizeAsync(key);
            Assert.Equal((HttpStatusCode.OK, true, intentId), (replay.Status, replay.Replayed, replay.Id));
        }
    }

    [Fact]
    public async Task Given_a_slow_call_under_way_When_stopped_Then_it_ends_at_once_without_effect()
    {
        using var folder = new TempFolder();
        await using (var before = await RunningSimulators.StartAsync(static o => o.TimeScale = 1000, folder))
        {
            await before.Client.SetFaultAsync("payments", "authorize", "slow", times: 1);
            var call = before.Client.AuthorizeAsync("key-1");
            await Eventually.TrueAsync(async () => (await before.Client.ListFaultsAsync()).Text == "[]", "the call is under way");

            await before.StopAsync();

            await Assert.ThrowsAsync<HttpRequestException>(() => call);
        }

        await using var after = await RunningSimulators.StartAsync(folder: folder);
        Assert.Empty(await after.Client.PaymentEffectsAsync());
    }

    private static async Task CallUntilCutAsync(SimulatorClient client, int caller, ConcurrentDictionary<string, string> answered)
    {
        for (var call = 0; ; call++)
        {
            var key = $"key-{caller}-{call}";
            try
            {
                answered[key] = (await client.AuthorizeAsync(key)).Id;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
            {
                return; // Killed: whether this one happened, the ledger will tell.
            }
        }
    }
}
