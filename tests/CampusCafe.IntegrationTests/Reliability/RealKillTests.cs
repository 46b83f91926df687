using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Kills;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>The host as a real process, ended by SIGKILL in the middle of its work, again and again on the same data.</summary>
public sealed class RealKillTests
{
    private const int Rounds = 10;
    private const int OrdersPerRound = 20;

    /// <summary>Authorize, create, capture, dispatch: what the providers do for an order that goes well.</summary>
    private const int EffectsPerOrder = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Given_twenty_orders_under_way_When_the_process_is_killed_ten_times_Then_every_order_ends_and_is_charged_once()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        using var http = new HttpClient();
        await using var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(10));
        using var host = new MortalHost(http, () => StartAsync(data, simulators));
        await host.StartAsync();
        var customers = new PatientCustomers(http, host.UrlAsync);
        await customers.RestockAsync("cake", Rounds * OrdersPerRound, "restock");

        var random = new Random(Rounds);
        for (var round = 0; round < Rounds; round++)
        {
            var (answeredBefore, doneBefore) = (customers.Acknowledged.Count, await DoneAsync(simulators));
            var placing = Enumerable.Range(0, OrdersPerRound).Select(order => customers.PlaceAsync(Shop.Cart(), $"key-{round}-{order}")).ToList();

            // By turns while customers still wait for their answer, and while the providers are at work.
            if (round % 2 == 0)
            {
                var answered = random.Next(1, OrdersPerRound / 2);
                await Eventually.TrueAsync(() => customers.Acknowledged.Count >= answeredBefore + answered, "some orders are placed");
            }
            else
            {
                var done = random.Next(1, OrdersPerRound * EffectsPerOrder / 2);
                await Eventually.TrueAsync(async () => await DoneAsync(simulators) >= doneBefore + done, "some orders are under way");
            }

            await host.KillAndRestartAsync();
            await Task.WhenAll(placing);
        }

        var repeated = customers.Repeated;
        await customers.PlaceAllAgainAsync();
        await host.KillAsync();

        await using var shop = await Shop.OpenOnAsync(data, simulators);
        await shop.SettledAsync(Patience);
        var orders = customers.Acknowledged.Values.Select(order => order.OrderId).ToList();
        Assert.Equal(Rounds * OrdersPerRound, orders.Distinct().Count());
        Assert.NotEqual(0, repeated);
        Assert.Empty(await shop.AuditStrictlyAsync(orders));
        Assert.Equal(Rounds * OrdersPerRound, (await simulators.Client.PaymentEffectsAsync()).Count(effect => effect == "capture"));
        Assert.Empty(await data.DamagesAsync());
    }

    private static async Task<HostProcess> StartAsync(ShopData data, RunningSimulators simulators)
    {
        var process = await HostProcess.StartAsync(data.Settings, simulators.BaseAddress, HostSettings.Quick);
        simulators.Options.WebhookUrl = process.Url;
        return process;
    }

    private static async Task<int> DoneAsync(RunningSimulators simulators) =>
        (await simulators.Client.PaymentEffectsAsync()).Count + (await simulators.Client.ShipmentEffectsAsync()).Count(effect => effect != "deliver");
}
