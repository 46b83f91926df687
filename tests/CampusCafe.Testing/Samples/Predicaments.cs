using System.Text.Json;

namespace CampusCafe.Testing.Samples;

/// <summary>Orders that only a person can help.</summary>
internal static class Predicaments
{
    /// <summary>Cancelled while the carrier took the goods, which nobody had told us: charge for them, or write them off.</summary>
    public static async Task<string> CancelTooLateAsync(this Shop shop)
    {
        var providers = shop.Simulators;
        var webhooks = providers.Options.WebhookUrl;
        providers.Options.WebhookUrl = null;
        await providers.Client.SetFaultAsync("carrier", "create", "lostReply");
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilAsync(
            orderId, o => o.Text("shipment.status") == "unknown" && o.Text("stock.status") == "committed", "a booking whose answer was lost");
        await providers.Client.SimulateAsync("dispatched", order.Text("shipment.shipmentId")!);
        await shop.CancelAsync(orderId);
        await providers.Client.ClearFaultsAsync();

        await shop.UntilAttentionAsync(orderId, "ordering.carrier_acted_alone");
        await shop.UntilAsync(orderId, o => o.Text("shipment.status") is "dispatched" or "delivered", "goods that left");
        providers.Options.WebhookUrl = webhooks;
        return orderId;
    }

    /// <summary>Shipped, and then the carrier says that it is lost: the money goes back. Nothing is delivered by itself any more in this shop.</summary>
    public static async Task<string> LoseShipmentAsync(this Shop shop)
    {
        shop.Simulators.Options.DeliveredAfter = TimeSpan.FromDays(1);
        var orderId = await shop.PlaceAsync();
        var order = await shop.UntilStatusAsync(orderId, "shipped");
        await shop.Simulators.Client.SimulateAsync("lost", order.Text("shipment.shipmentId")!);
        await shop.UntilAttentionAsync(orderId, "ordering.shipment_lost");
        return orderId;
    }

    /// <returns>What an operator sees of it.</returns>
    public static async Task<JsonElement> UntilAttentionAsync(this Shop shop, string orderId, string reason)
    {
        JsonElement care = default;
        await Eventually.TrueAsync(
            async () => (care = (await shop.GetAsync($"/operations/orders/{orderId}")).Json).GetProperty("attention").EnumerateArray().Any(one => one.GetString() == reason),
            () => $"attention for {reason}; the order is {care}");
        return care;
    }
}
