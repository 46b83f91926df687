using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.Testing;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>
/// Simulators as a process, and what hosts as processes need to run beside them: data on a disk, an address that stays the
/// same over a host's lives (the simulators send webhooks there), and settings as in production.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ShopData data;
    private readonly TempFolder ledger;
    private readonly string hostUrl = $"http://127.0.0.1:{FreePort()}";
    private SimulatorProcess? simulators;
    private string operatorKey = string.Empty;

    private Stage(ShopData data, ServerMeter? server, Machine machine, DirectoryInfo? parent) =>
        (this.data, Server, Machine, ledger) = (data, server, machine, TempFolder.On(parent?.FullName));

    public Machine Machine { get; }

    /// <summary>Looks at the database; null for the embedded one.</summary>
    public ServerMeter? Server { get; }

    public SimulatorProcess Simulators => simulators ?? throw new InvalidOperationException("The simulators have been stopped.");

    /// <summary>Longer than a host may take over anything; a customer gives up sooner.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(40) };

    /// <summary>The embedded default.</summary>
    public static Task<Stage> OnSqliteAsync(DirectoryInfo? parent, params IEnumerable<string> simulatorSettings)
    {
        var folder = TempFolder.On(parent?.FullName);
        return OpenAsync(new Stage(new SqliteData(folder), server: null, Machine.Look(folder.Path), parent), simulatorSettings);
    }

    /// <summary>A database of its own on a server.</summary>
    public static async Task<Stage> OnServerAsync(BenchServer server, DirectoryInfo? parent, params IEnumerable<string> simulatorSettings)
    {
        var (data, meter) = await server.CreateShopAsync();
        return await OpenAsync(new Stage(data, meter, server.Machine, parent), simulatorSettings);
    }

    /// <summary>Where the data are, as on the command line.</summary>
    public IReadOnlyList<string> Settings => data.Settings;

    /// <summary>Production's settings, which are the defaults, beside these simulators.</summary>
    /// <param name="settings">The last word.</param>
    public Task<HostProcess> StartHostAsync(params IEnumerable<string> settings) => StartHostAtAsync(hostUrl, settings);

    /// <summary>One more on the same data, where the database takes more than one.</summary>
    public Task<HostProcess> StartAnotherHostAsync() => StartHostAtAsync("http://127.0.0.1:0");

    public async Task RestockAsync(HostProcess host, string itemId, int quantity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{host.Url}/inventory/{itemId}/restock");
        request.Content = JsonContent.Create(new { quantity });
        request.Headers.Add("Idempotency-Key", $"restock-{itemId}");
        request.Headers.Add(AccessSchemes.KeyHeader, operatorKey);
        using var response = await Http.SendAsync(request);
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"The restock was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>
    /// With every process dead: opens data and ledger in this process, lets what is open settle, and hands the books over.
    /// </summary>
    public async Task<T> ReadBooksAsync<T>(Func<Shop, Task<T>> read, TimeSpan patience)
    {
        await Simulators.KillAsync();
        Simulators.Dispose();
        simulators = null;
        await using var remembered = await RunningSimulators.StartAsync(folder: ledger);
        await using var shop = await Shop.OpenOnAsync(data, remembered);
        await shop.SettledAsync(patience);
        return await read(shop);
    }

    /// <summary>What the database's own check finds in the shop's files, where it has one.</summary>
    public Task<IReadOnlyList<string>> DamagesAsync() => data.DamagesAsync();

    public async ValueTask DisposeAsync()
    {
        simulators?.Dispose();
        Http.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await data.DisposeAsync();
        ledger.Dispose();
    }

    private static async Task<Stage> OpenAsync(Stage stage, IEnumerable<string> simulatorSettings)
    {
        stage.simulators = await SimulatorProcess.StartAsync(
            stage.ledger, [$"WebhookUrl={stage.hostUrl}", "TimeScale=1", .. simulatorSettings]);
        stage.operatorKey = await Shop.NewKeyAsync(stage.data, Roles.Operator);
        return stage;
    }

    private Task<HostProcess> StartHostAtAsync(string url, params IEnumerable<string> settings) => HostProcess.StartAsync(
        data.Settings, Simulators.Url, [$"urls={url}", "environment=Production", .. settings]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
