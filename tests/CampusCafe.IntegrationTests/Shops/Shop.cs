using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.Host;
using CampusCafe.IntegrationTests.Simulators;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Shops;

/// <summary>
/// The real host on a data folder of its own, with the simulators beside it: what a customer, an operator and the
/// providers see. Delays are scaled down; nothing else differs from production.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TempFolder folder;

    private Shop(WebApplication app, RunningSimulators simulators, TempFolder folder)
    {
        (this.app, Simulators, this.folder) = (app, simulators, folder);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public RunningSimulators Simulators { get; }

    public IServiceProvider Services => app.Services;

    public string DataFolder => folder.Path;

    /// <param name="configure">The last word on services.</param>
    /// <param name="settings">As on the command line: <c>Section:Name=value</c>.</param>
    public static async Task<Shop> OpenAsync(Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var folder = new TempFolder();
        var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(10));
        string[] defaults =
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            "--Simulators:Enabled=false",
            $"--Data:Folder={folder.Path}",
            $"--Payments:Gateway:BaseAddress={simulators.BaseAddress}",
            $"--Payments:Gateway:ApiKey={simulators.Options.PaymentsApiKey}",
            $"--Payments:Webhooks:Secret={simulators.Options.PaymentsWebhookSecret}",
            $"--Shipping:Carrier:BaseAddress={simulators.BaseAddress}",
            $"--Shipping:Carrier:ApiKey={simulators.Options.CarrierApiKey}",
            $"--Shipping:Webhooks:Secret={simulators.Options.CarrierWebhookSecret}",
            "--Messaging:PollInterval=00:00:00.2",
            "--OutgoingCalls:PollInterval=00:00:00.2",
            "--OutgoingCalls:FirstRetryAfter=00:00:00.02",
            "--OutgoingCalls:LongestRetryAfter=00:00:00.2",
            "--Shipping:Polling:Interval=00:00:00.2",
            "--Shipping:Polling:Every=00:00:00.2",
        ];
        var app = CampusCafeHost.Build([.. defaults, .. settings.Select(setting => $"--{setting}")], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(Greeting)));
            configure?.Invoke(builder);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        simulators.Options.WebhookUrl = app.Urls.First();
        return new Shop(app, simulators, folder);
    }

    /// <summary>A checkout body; every part can be replaced.</summary>
    public static Dictionary<string, object?> Cart(string itemId = "cake", int quantity = 1, string paymentMethod = "pm_card_visa") => new()
    {
        ["items"] = new[] { new { itemId, quantity } },
        ["customer"] = new { name = "Aki", email = "aki@example.com" },
        ["shipTo"] = new { recipient = "Aki", line1 = "1-2-3 Chuo", city = "Osaka", postalCode = "530-0001", country = "JP" },
        ["payment"] = new { paymentMethod },
    };

    public async Task<ShopReply> CheckoutAsync(object? cart = null, string? key = null, int? wait = null, string? requestId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout");
        request.Content = JsonContent.Create(cart ?? Cart());
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        if (wait is { } seconds)
        {
            request.Headers.Add("Prefer", $"wait={seconds}");
        }

        if (requestId is not null)
        {
            request.Headers.Add("X-Request-Id", requestId);
        }

        return await SendAsync(request);
    }

    /// <summary>Places an order that is expected to be accepted.</summary>
    public async Task<string> PlaceAsync(object? cart = null)
    {
        var reply = await CheckoutAsync(cart);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, reply.Status);
        return reply.Json.GetProperty("orderId").GetString()!;
    }

    public Task<ShopReply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ShopReply> CancelAsync(string orderId) => SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/orders/{orderId}/cancel"));

    public async Task<JsonElement> OrderAsync(string orderId) => (await GetAsync($"/orders/{orderId}")).Json;

    /// <summary>Waits until the order is as expected, and returns it.</summary>
    public async Task<JsonElement> UntilAsync(string orderId, Func<JsonElement, bool> expected, string what)
    {
        JsonElement order = default;
        await Eventually.TrueAsync(async () => expected(order = await OrderAsync(orderId)), $"{what}; the order is {order}");
        return order;
    }

    public Task<JsonElement> UntilStatusAsync(string orderId, params string[] statuses) =>
        UntilAsync(orderId, order => statuses.Contains(order.Text("status")), $"status {string.Join(" or ", statuses)}");

    public async Task<int> AvailableAsync(string itemId = "cake") =>
        (await GetAsync("/inventory/state")).Json.GetProperty("stock").GetProperty(itemId).GetInt32();

    public async Task<ShopReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            return new ShopReply(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
        }
    }

    public AsyncServiceScope Scope() => Services.CreateAsyncScope();

    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Simulators.DisposeAsync();
        folder.Dispose();
    }
}
