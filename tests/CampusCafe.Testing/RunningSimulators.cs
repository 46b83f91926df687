using CampusCafe.Simulators;
using Microsoft.AspNetCore.Builder;

namespace CampusCafe.Testing;

/// <summary>The real application on a free port, with a folder of its own unless it is given one.</summary>
internal sealed class RunningSimulators : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TempFolder? ownFolder;

    private RunningSimulators(WebApplication app, SimulatorOptions options, TempFolder? ownFolder)
    {
        (this.app, Options, this.ownFolder) = (app, options, ownFolder);
        Client = new SimulatorClient(app.Urls.Single());
    }

    public SimulatorOptions Options { get; }

    public SimulatorClient Client { get; }

    public string BaseAddress => app.Urls.Single();

    public IServiceProvider Services => app.Services;

    public static async Task<RunningSimulators> StartAsync(
        Action<SimulatorOptions>? configure = null, TempFolder? folder = null, TimeProvider? time = null)
    {
        var ownFolder = folder is null ? new TempFolder() : null;
        var options = new SimulatorOptions { Url = "http://127.0.0.1:0", Folder = (folder ?? ownFolder)!.Path, TimeScale = 0.01 };
        configure?.Invoke(options);
        var app = SimulatorsApplication.Build(options, time ?? TimeProvider.System);
        await app.StartAsync(CancellationToken.None);
        return new RunningSimulators(app, options, ownFolder);
    }

    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        ownFolder?.Dispose();
    }
}
