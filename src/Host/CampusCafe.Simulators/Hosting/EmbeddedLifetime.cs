namespace CampusCafe.Simulators.Hosting;

/// <summary>Leaves signals to the surrounding host: it decides when the simulators stop.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
