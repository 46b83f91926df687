using System.Net;
using CampusCafe.Simulators;

namespace CampusCafe.Testing;

/// <summary>The host as a program of its own, to be killed. Its lock on the data folder dies with it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly ChildProgram program;
    private string lastHealth = "nothing";

    private HostProcess(ChildProgram program) => this.program = program;

    public string Url => program.Url;

    public (TimeSpan Cpu, long Memory) Used => program.Used;

    /// <summary>Starts and waits until it listens.</summary>
    /// <param name="data">Settings that lead to its data, which may hold what an earlier process left behind.</param>
    /// <param name="simulatorsUrl">Simulators with their default keys and secrets.</param>
    /// <param name="settings">As on the command line: <c>Section:Name=value</c>; the last word.</param>
    public static async Task<HostProcess> StartAsync(IReadOnlyList<string> data, string simulatorsUrl, params IEnumerable<string> settings) => new(
        await ChildProgram.StartAsync(
            "CampusCafe.Host",
            HostSettings.Beside(simulatorsUrl, new SimulatorOptions()).Concat(data).Concat(settings).Select(setting => $"--{setting}")));

    /// <summary>Waits until it says that it is ready.</summary>
    public Task ReadyAsync(HttpClient http) =>
        Eventually.TrueAsync(() => IsReadyAsync(http), () => $"the host is ready; it said {lastHealth}, and of late {program.LastOutput}");

    /// <summary>False also when it doesn't answer.</summary>
    public async Task<bool> IsReadyAsync(HttpClient http) => await ReadinessAsync(http) is HttpStatusCode.OK;

    /// <summary>What <c>/health/ready</c> answers; null when it doesn't.</summary>
    public async Task<HttpStatusCode?> ReadinessAsync(HttpClient http)
    {
        try
        {
            using var ready = await http.GetAsync(new Uri($"{Url}/health/ready"));
            lastHealth = await ready.Content.ReadAsStringAsync();
            return ready.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            lastHealth = exception.Message;
            return null;
        }
    }

    /// <inheritdoc cref="ChildProgram.KillAsync"/>
    public Task KillAsync() => program.KillAsync();

    /// <inheritdoc cref="ChildProgram.TerminateAsync"/>
    public Task<int> TerminateAsync() => program.TerminateAsync();

    /// <inheritdoc cref="ChildProgram.FreezeAsync"/>
    public Task FreezeAsync() => program.FreezeAsync();

    /// <inheritdoc cref="ChildProgram.ThawAsync"/>
    public Task ThawAsync() => program.ThawAsync();

    public void Dispose() => program.Dispose();
}
