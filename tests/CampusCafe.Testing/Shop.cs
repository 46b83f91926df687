using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.Accounts;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host;
using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing;

/// <summary>
/// The real host on a data folder of its own, with the simulators beside it: what a customer, an operator and the
/// providers see. Delays are scaled down; nothing else differs from production.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ShopData? own;

    /// <param name="app">Started.</param>
    /// <param name="simulators">The providers.</param>
    /// <param name="own">Its data, if they and the providers end with it.</param>
    private Shop(WebApplication app, RunningSimulators simulators, ShopData? own)
    {
        (this.app, Simulators, this.own) = (app, simulators, own);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public RunningSimulators Simulators { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Of a shop that has data of its own.</summary>
    public ShopData Data => own ?? throw new InvalidOperationException("Its data are somebody else's.");

    /// <param name="configure">The last word on services.</param>
    /// <param name="settings">As on the command line: <c>Section:Name=value</c>.</param>
    public static async Task<Shop> OpenAsync(Action<WebApplicationBuilder>? configure = null, params string[] settings)
    {
        var data = await ShopDatabase.Current.CreateAsync();
        var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(10));
        return new Shop(await StartAsync(data.Settings, simulators, configure, settings), simulators, data);
    }

    /// <summary>On data and beside simulators that outlive it.</summary>
    public static async Task<Shop> OpenOnAsync(
        ShopData data, RunningSimulators simulators, Action<WebApplicationBuilder>? configure = null, params string[] settings) =>
        new(await StartAsync(data.Settings, simulators, configure, settings), simulators, own: null);

    /// <summary>On a folder of SQLite's.</summary>
    public static Task<Shop> OpenOnAsync(
        string dataFolder, RunningSimulators simulators, Action<WebApplicationBuilder>? configure = null, params string[] settings) =>
        OpenOnAsync(SqliteData.SettingsOf(dataFolder), simulators, configure, settings);

    /// <summary>On data that settings lead to.</summary>
    public static async Task<Shop> OpenOnAsync(
        IReadOnlyList<string> data, RunningSimulators simulators, Action<WebApplicationBuilder>? configure, params string[] settings) =>
        new(await StartAsync(data, simulators, configure, settings), simulators, own: null);

    /// <summary>Migrated and seeded data, for copies: migrating takes longer than most stories.</summary>
    public static async Task<ShopData> TemplateAsync()
    {
        var template = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await OpenOnAsync(template, simulators);
        return template;
    }

    /// <summary>A key made at the machine, while no host runs.</summary>
    /// <param name="data">Whose.</param>
    /// <param name="role">viewer or operator.</param>
    public static async Task<string> NewKeyAsync(ShopData data, string role)
    {
        await using var app = CampusCafeHost.Build(
            [.. data.Settings.Select(setting => $"--{setting}"), "--environment=Development", "--Simulators:Enabled=false"],
            builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<DatabasePreparation>().RunNowAsync(CancellationToken.None);
        return await AccountsModule.CreateKeyAsync(app.Services, $"{role}s", role, CancellationToken.None);
    }

    private static async Task<WebApplication> StartAsync(
        IReadOnlyList<string> data, RunningSimulators simulators, Action<WebApplicationBuilder>? configure, string[] settings)
    {
        IEnumerable<string> all = [.. HostSettings.Beside(simulators.BaseAddress, simulators.Options), .. data, .. HostSettings.Quick, .. settings];
        var app = CampusCafeHost.Build([.. all.Select(setting => $"--{setting}")], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(Greeting)));
            builder.Services.Replace(ServiceDescriptor.Singleton<TextWriter>(new StringWriter())); // What the host prints for whoever starts it.
            configure?.Invoke(builder);
        });
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        simulators.Options.WebhookUrl = app.Urls.First();
        return app;
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
        return reply.Status is HttpStatusCode.Accepted
            ? reply.OrderId
            : throw new InvalidOperationException($"The checkout was answered {(int)reply.Status}: {reply.Text}");
    }

    /// <summary>A key for a program.</summary>
    /// <param name="role">viewer or operator.</param>
    public Task<string> NewKeyAsync(string role) => AccountsModule.CreateKeyAsync(Services, $"{role}s", role, CancellationToken.None);

    public Task<ShopReply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ShopReply> CancelAsync(string orderId) => SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/orders/{orderId}/cancel"));

    /// <exception cref="InvalidOperationException">The host answers something else.</exception>
    public async Task<JsonElement> OrderAsync(string orderId)
    {
        var reply = await GetAsync($"/orders/{orderId}");
        return reply.Status is HttpStatusCode.OK
            ? reply.Json
            : throw new InvalidOperationException($"Order {orderId} was answered {(int)reply.Status}: {reply.Text}");
    }

    /// <summary>Waits until the order is as expected, and returns it.</summary>
    public async Task<JsonElement> UntilAsync(string orderId, Func<JsonElement, bool> expected, string what)
    {
        JsonElement order = default;
        await Eventually.TrueAsync(async () => expected(order = await OrderAsync(orderId)), () => $"{what}; the order is {order}");
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
            using var response = await Http.SendAsync(request, CancellationToken.None);
            return await ShopReply.OfAsync(response);
        }
    }

    /// <summary>Waits until nothing is open any more: every order ended, every message handled, every outcome certain.</summary>
    /// <param name="patience">How long; null for what suits one order.</param>
    public async Task SettledAsync(TimeSpan? patience = null)
    {
        var open = new Books.OpenWork([]);

        // Twice in a row: the modules are read one after another, and work may pass behind the reader's back.
        await Eventually.TrueAsync(
            async () => (open = await Books.OpenWorkAsync(Services)).IsNone && (open = await Books.OpenWorkAsync(Services)).IsNone,
            () => $"everything settles; open: {open}",
            patience);
    }

    /// <summary>What <see cref="Audit"/> finds; empty when shop and providers agree.</summary>
    /// <param name="acknowledged">Ids of the orders whose checkout was answered 202.</param>
    public async Task<IReadOnlyList<string>> AuditAsync(params IEnumerable<string> acknowledged) =>
        await AuditAsync(await Books.ReadAsync(Services), acknowledged);

    /// <summary>More than that, while the inbox has forgotten nothing and every customer has asked until he was answered.</summary>
    public async Task<IReadOnlyList<string>> AuditStrictlyAsync(params IReadOnlyCollection<string> acknowledged)
    {
        var books = await Books.ReadAsync(Services);
        return [.. await AuditAsync(books, acknowledged), .. Audit.HandledTwice(books), .. Audit.BelongsToNobody(books, acknowledged)];
    }

    private async Task<IReadOnlyList<string>> AuditAsync(Books books, IEnumerable<string> acknowledged) =>
        Audit.Violations(books, Ledger.Of(await Simulators.Client.LedgerAsync()), acknowledged);

    /// <summary>Lets the time of an order's hold run out now, if it is still held.</summary>
    public async Task ExpireHoldAsync(string orderId)
    {
        var id = new OrderId(Guid.Parse(orderId));
        await using var scope = Scope();
        var context = scope.ServiceProvider.GetRequiredService<InventoryDbContext>();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await context.Holds.Where(hold => hold.OrderId == id)
                .ExecuteUpdateAsync(hold => hold.SetProperty(h => h.ExpiresAt, DateTimeOffset.UnixEpoch));
            await transaction.CommitAsync();
        }

        await ActivatorUtilities.CreateInstance<ExpireHolds>(scope.ServiceProvider).Execute(null!, CancellationToken.None);
    }

    public AsyncServiceScope Scope() => Services.CreateAsyncScope();

    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (own is not null)
        {
            await Simulators.DisposeAsync();
            await own.DisposeAsync();
        }
    }
}
