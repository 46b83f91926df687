using CampusCafe.Simulators.Storage;

namespace CampusCafe.Simulators.Hosting;

/// <summary>Opens the store before the server listens.</summary>
internal sealed class StoreOpening(SimulatorStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
