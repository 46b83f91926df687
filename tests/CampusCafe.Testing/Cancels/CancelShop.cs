using System.Net.Http.Json;
using CampusCafe.Testing.Crashes;

namespace CampusCafe.Testing.Cancels;

/// <summary>A shop with enough cake for all of a test's customers, and a switch that knows each commit and each call.</summary>
internal sealed class CancelShop : IAsyncDisposable
{
    private const int EnoughCake = 1000;

    private readonly RunningSimulators simulators;
    private readonly TempFolder folder;
    private readonly TempFolder ledger;

    private CancelShop(Shop shop, PowerSwitch power, RunningSimulators simulators, TempFolder folder, TempFolder ledger) =>
        (Shop, Power, this.simulators, this.folder, this.ledger) = (shop, power, simulators, folder, ledger);

    public Shop Shop { get; }

    public PowerSwitch Power { get; }

    public static async Task<CancelShop> OpenAsync()
    {
        var (folder, ledger) = (new TempFolder(), new TempFolder());
        var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(1), ledger);
        var power = new PowerSwitch();
        var shop = await Shop.OpenOnAsync(folder.Path, simulators, power.Install);
        using var restock = new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock") { Content = JsonContent.Create(new { quantity = EnoughCake }) };
        restock.Headers.Add("Idempotency-Key", "enough");
        await shop.SendAsync(restock);
        return new CancelShop(shop, power, simulators, folder, ledger);
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await simulators.DisposeAsync();
        folder.Dispose();
        ledger.Dispose();
    }
}
