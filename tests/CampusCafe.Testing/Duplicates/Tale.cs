using System.Text.Json;
using CampusCafe.Testing.Crashes;

namespace CampusCafe.Testing.Duplicates;

/// <summary>How a story ended, in the shop and at the providers: what must stay as it is, whatever is told again.</summary>
/// <param name="OrderId">Whose.</param>
/// <param name="End">The order's status.</param>
/// <param name="Ledger">Every effect, in order.</param>
internal sealed record Tale(string OrderId, string End, string Ledger)
{
    /// <summary>Tells the scenario's story to its end.</summary>
    public static async Task<Tale> TellAsync(Shop shop, CrashScenario scenario)
    {
        await scenario.Prepare(shop.Simulators.Client);
        var orderId = await shop.PlaceAsync(scenario.Cart);
        await scenario.Then(shop, orderId);
        return await ReadAsync(shop, orderId);
    }

    /// <summary>Waits until everything has settled, and reads how it stands.</summary>
    public static async Task<Tale> ReadAsync(Shop shop, string orderId)
    {
        await shop.SettledAsync();
        var order = await shop.OrderAsync(orderId);
        var attention = order.GetProperty("needsAttention").GetBoolean() ? ", needs attention" : "";
        var ledger = Testing.Ledger.Of(await shop.Simulators.Client.LedgerAsync());
        return new Tale(orderId, order.Text("status") + attention, JsonSerializer.Serialize(ledger));
    }
}
