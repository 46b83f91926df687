using System.Net.Http.Json;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Ordering;
using CampusCafe.Shipping.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Samples;

/// <summary>
/// Orders of every kind, placed for real: fifteen that complete, one of them after a lost reply; two whose last message dies,
/// which calls for attention; one that is declined, one that is out of stock, one that is cancelled.
/// </summary>
internal sealed class SampleOrders : IPipelineBehavior<Delivery<OrderingConsumer, ShipmentDelivered>, Unit>
{
    public const int Count = 20;
    public const int DeadLetters = 2;

    private const int Completed = 15;
    private const string Sold = "cake";
    private const string TooMany = "coffee";

    private static readonly string[] Settings =
    [
        "Messaging:Consumers:ordering:MaxAttempts=2",
        "Messaging:Consumers:ordering:FirstRetryAfter=00:00:00.02",
    ];

    private readonly HashSet<string> doomed = [];

    /// <summary>The stock is afterwards what it was before.</summary>
    /// <param name="data">Settings that lead to the data.</param>
    public static async Task PlaceAsync(IReadOnlyList<string> data)
    {
        var samples = new SampleOrders();
        await using var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(5));
        await using var shop = await Shop.OpenOnAsync(
            data,
            simulators,
            builder => builder.Services.AddSingleton<IPipelineBehavior<Delivery<OrderingConsumer, ShipmentDelivered>, Unit>>(samples),
            Settings);
        await samples.PlaceAsync(shop);
    }

    public Task<Unit> Handle(Delivery<OrderingConsumer, ShipmentDelivered> request, CancellationToken cancellationToken, RequestHandlerDelegate<Unit> next) =>
        doomed.Contains(request.Message.OrderId.ToString()) ? throw new InvalidOperationException("The label can't be read.") : next();

    private async Task PlaceAsync(Shop shop)
    {
        await RestockAsync(shop, Completed + DeadLetters);
        var before = await StockAsync(shop);
        for (var guest = 0; guest < Completed + DeadLetters; guest++)
        {
            if (guest == 1)
            {
                await shop.Simulators.Client.SetFaultAsync("payments", "capture", "lostReply", times: 1);
            }

            var orderId = await shop.PlaceAsync(Cart(guest));
            if (guest >= Completed)
            {
                doomed.Add(orderId);
            }
        }

        await shop.PlaceAsync(Cart(17, paymentMethod: "pm_card_chargeDeclined"));
        await shop.PlaceAsync(Cart(18, TooMany, quantity: 500));
        var cancelled = await shop.PlaceAsync(Cart(19, TooMany));
        await shop.CancelAsync(cancelled);

        Books.OpenWork open = new([]);
        await Eventually.TrueAsync(
            async () =>
            {
                open = await Books.OpenWorkAsync(shop.Services);
                return open.Items.Count == doomed.Count * 2 && open.Items.Count(item => item.StartsWith("dead letter", StringComparison.Ordinal)) == doomed.Count;
            },
            () => $"all ends but for {doomed.Count} orders and their dead letters; open: {open}",
            TimeSpan.FromMinutes(2));
        var after = await StockAsync(shop);
        if (after != (before.Sold - Completed - DeadLetters, before.TooMany))
        {
            throw new InvalidOperationException($"The stock was {before} and is {after}: the cancelled order went through. Do it again.");
        }
    }

    private static Dictionary<string, object?> Cart(int guest, string itemId = Sold, int quantity = 1, string paymentMethod = "pm_card_visa") =>
        new(Shop.Cart(itemId, quantity, paymentMethod)) { ["customer"] = new { name = $"Guest {guest}", email = $"guest-{guest}@example.com" } };

    private static async Task RestockAsync(Shop shop, int quantity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inventory/{Sold}/restock");
        request.Content = JsonContent.Create(new { quantity });
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        (await shop.SendAsync(request)).Json.ToString();
    }

    private static async Task<(int Sold, int TooMany)> StockAsync(Shop shop) => (await shop.AvailableAsync(Sold), await shop.AvailableAsync(TooMany));
}
