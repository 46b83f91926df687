using System.Net.Http.Json;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.IntegrationTests.Journeys;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Payments;
using CampusCafe.Payments.Contracts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BrowserTests.Shops;

/// <summary>Something of everything that pages show: orders of all kinds, messages that wait, are held back and were given up, jobs that failed, people and keys.</summary>
public sealed class BusyShop() : OpenShop(
    builder =>
    {
        new BrokenShelf { On = LockedForCoffeeAsync }.Configure(builder);
        builder.Services.AddSingleton<IPipelineBehavior<Delivery<PaymentsConsumer, AuthorizePayment>, Unit>>(new BrokenTill());
        new Ovens().Configure(builder);
    },
    [
        .. BrokenShelf.Settings,
        "Messaging:Consumers:payments:FirstRetryAfter=01:00:00", // Held back as long as anybody looks.
        "Messaging:Consumers:payments:LongestRetryAfter=01:00:00",
    ])
{
    /// <summary>Of the classes that look at it and change nothing.</summary>
    [CollectionDefinition]
    public sealed class Lookers : ICollectionFixture<BusyShop>;

    private readonly Dictionary<string, string> ids = [];

    protected override async Task PrepareAsync()
    {
        await PostAsync("/inventory/cake/restock", new { quantity = 50 });
        ids["completed"] = await Shop.PlaceAsync();
        ids["declined"] = await Shop.PlaceAsync(Shop.Cart(paymentMethod: "pm_card_chargeDeclined"));
        await Shop.UntilStatusAsync(ids["completed"], "completed");
        await Shop.UntilStatusAsync(ids["declined"], "rejected");
        ids["dead"] = await Shop.PlaceAsync(Shop.Cart("coffee"));
        ids["stalled"] = await Shop.PlaceAsync(Cart("高橋 愛子", "aiko.takahashi@example.co.jp", quantity: BrokenTill.Quantity));
        await Shop.UntilAsync(ids["dead"], order => order.GetProperty("needsAttention").GetBoolean(), "a dead letter");
        await UntilAnyAsync("/operations/messages/stalled", "messages");
        await PostAsync("/operations/jobs/shipping.relay/pause");
        ids["waiting"] = await Shop.PlaceAsync();
        await UntilAnyAsync("/operations/messages/pending?consumer=shipping", "messages");
        ids["message"] = (await Shop.GetAsync($"/operations/messages/log?key={ids["completed"]}&type=inventory.hold-stock.v1")).Json.GetProperty("messages")[0].Text("messageId")!;
        ids["letter"] = (await Shop.GetAsync("/operations/dead-letters")).Json.GetProperty("letters")[0].Text("messageId")!;
        await PostAsync($"/operations/jobs/{Ovens.Cold}/run");
        await Eventually.TrueAsync(async () => (await Shop.GetAsync($"/operations/jobs/{Ovens.Cold}")).Json.Text("last.outcome") == "failed", "a failed job");
        await PostAsync("/operations/api-keys", new { name = "till", role = "operator" });
        await PostAsync("/operations/accounts", new { name = "Aki", role = "viewer" });
    }

    /// <summary>A path, with the ids of this shop.</summary>
    /// <param name="template">e.g. <c>/ops/orders/{dead}</c>.</param>
    public string Path(string template) => ids.Aggregate(template, (path, id) => path.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    private static Dictionary<string, object?> Cart(string name, string email, int quantity)
    {
        var cart = Shop.Cart(quantity: quantity);
        cart["customer"] = new { name, email };
        return cart;
    }

    private static Task LockedForCoffeeAsync(HoldStock message, CancellationToken cancellationToken) =>
        message.Items.Any(item => item.ItemId.Value == "coffee") ? BrokenShelf.Fail(message, cancellationToken) : Task.CompletedTask;

    private Task UntilAnyAsync(string path, string list) =>
        Eventually.TrueAsync(async () => (await Shop.GetAsync(path)).Json.GetProperty(list).GetArrayLength() > 0, $"something at {path}");

    private async Task PostAsync(string path, object? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", path);
        var reply = await Shop.SendAsync(request);
        Assert.True((int)reply.Status < 300, reply.Text);
    }

    /// <summary>Takes no money for so much cake.</summary>
    private sealed class BrokenTill : IPipelineBehavior<Delivery<PaymentsConsumer, AuthorizePayment>, Unit>
    {
        public const int Quantity = 7;
        private const long Price = 450;

        public Task<Unit> Handle(Delivery<PaymentsConsumer, AuthorizePayment> request, CancellationToken cancellationToken, RequestHandlerDelegate<Unit> next) =>
            request.Message.Amount.Amount == Quantity * Price ? throw new InvalidOperationException("The till is jammed.") : next();
    }
}
