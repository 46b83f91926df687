using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using CampusCafe.Testing;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>
/// Simulators as a process, and what a host as a process needs to run beside them: folders on the disk, an address that
/// stays the same over its lives (the simulators send webhooks there), and settings as in production.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private const string OperatorKey = "benchmarks-operator-key";

    private readonly TempFolder data;
    private readonly TempFolder ledger;
    private readonly string hostUrl = $"http://127.0.0.1:{FreePort()}";
    private SimulatorProcess? simulators;

    private Stage(DirectoryInfo? parent)
    {
        (data, ledger) = (TempFolder.On(parent?.FullName), TempFolder.On(parent?.FullName));
        Machine = Machine.Look(data.Path);
    }

    public Machine Machine { get; }

    public SimulatorProcess Simulators => simulators ?? throw new InvalidOperationException("The simulators have been stopped.");

    /// <summary>Longer than a host may take over anything; a customer gives up sooner.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(40), DefaultRequestHeaders = { { "X-Api-Key", OperatorKey } } };

    public static async Task<Stage> OpenAsync(DirectoryInfo? parent, params IEnumerable<string> simulatorSettings)
    {
        var stage = new Stage(parent);
        stage.simulators = await SimulatorProcess.StartAsync(
            stage.ledger, [$"WebhookUrl={stage.hostUrl}", "TimeScale=1", .. simulatorSettings]);
        return stage;
    }

    /// <summary>Production's settings, which are the defaults, beside these simulators.</summary>
    public Task<HostProcess> StartHostAsync() => HostProcess.StartAsync(
        SqliteData.SettingsOf(data.Path), Simulators.Url, $"urls={hostUrl}", "environment=Production", $"Operators:ApiKey={OperatorKey}");

    public async Task RestockAsync(HostProcess host, string itemId, int quantity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{host.Url}/inventory/{itemId}/restock");
        request.Content = JsonContent.Create(new { quantity });
        request.Headers.Add("Idempotency-Key", $"restock-{itemId}");
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
        await using var shop = await Shop.OpenOnAsync(data.Path, remembered);
        await shop.SettledAsync(patience);
        return await read(shop);
    }

    /// <summary>What SQLite's own check finds in the shop's files.</summary>
    public Task<IReadOnlyList<string>> DamagesAsync() => DataFiles.DamagesAsync(data.Path);

    public ValueTask DisposeAsync()
    {
        simulators?.Dispose();
        Http.Dispose();
        data.Dispose();
        ledger.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
