using System.Diagnostics;
using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Kills;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>A host that is told to stop gives up what would take too long, as it would in a crash, and no more than that.</summary>
public sealed class ShutdownTests
{
    private const int Orders = 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_orders_under_way_When_the_host_is_told_to_stop_Then_it_has_within_ten_seconds_and_nothing_is_lost(bool providerIsSlow)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        using var http = new HttpClient();
        await using var simulators = await RunningSimulators.StartAsync(options =>
        {
            options.TimeScale = 10; // A slow answer takes longer than the host may take to stop.
            options.DeliveredAfter = TimeSpan.FromMilliseconds(10);
        });
        using var host = new MortalHost(
            http, () => HostProcess.StartAsync(data.Settings, simulators.BaseAddress, "Payments:Gateway:Timeout=00:00:15", "Ordering:Deadline=00:10:00"));
        await host.StartAsync();
        var customers = new PatientCustomers(http, host.UrlAsync);
        await customers.RestockAsync("cake", Orders, "restock");
        if (providerIsSlow)
        {
            await simulators.Client.SetFaultAsync("payments", "capture", "slow", times: Orders);
        }

        await Task.WhenAll(Enumerable.Range(0, Orders).Select(number => customers.PlaceAsync(Shop.Cart(), $"order-{number}")));
        await Eventually.TrueAsync(
            async () => providerIsSlow
                ? (await simulators.Client.ListFaultsAsync()).Json.EnumerateArray().Single().GetProperty("times").GetInt32() < Orders
                : (await simulators.Client.ShipmentEffectsAsync()).Count > 0,
            "orders are under way, and captures at the slow provider");
        var stopping = Stopwatch.StartNew();
        var exitCode = await (await host.AliveAsync()).TerminateAsync();
        var stopped = stopping.Elapsed;

        TestContext.Current.SendDiagnosticMessage($"Stopped after {stopped.TotalSeconds:0.0} s.");
        Assert.Equal(0, exitCode);
        Assert.InRange(stopped, TimeSpan.Zero, Bound);
        await simulators.Client.ClearFaultsAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators);
        await shop.SettledAsync();
        Assert.Empty(await shop.AuditStrictlyAsync([.. customers.Acknowledged.Values.Select(order => order.OrderId)]));
        Assert.Empty(await data.DamagesAsync());
    }
}
