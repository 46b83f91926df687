namespace CampusCafe.Testing;

/// <summary>The simulators as a program of their own, to be killed.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly ChildProgram program;

    private SimulatorProcess(ChildProgram program) => (this.program, Client) = (program, new SimulatorClient(program.Url));

    public SimulatorClient Client { get; }

    public string Url => program.Url;

    public (TimeSpan Cpu, long Memory) Used => program.Used;

    /// <param name="folder">Of the ledger.</param>
    /// <param name="settings">As on the command line: <c>Name=value</c> in the section <c>Simulators</c>.</param>
    public static async Task<SimulatorProcess> StartAsync(TempFolder folder, params IEnumerable<string> settings)
    {
        string[] defaults = ["Url=http://127.0.0.1:0", $"Folder={folder.Path}", "TimeScale=0.01"];
        return new SimulatorProcess(
            await ChildProgram.StartAsync("CampusCafe.Simulators", defaults.Concat(settings).Select(setting => $"--Simulators:{setting}")));
    }

    /// <inheritdoc cref="ChildProgram.KillAsync"/>
    public Task KillAsync() => program.KillAsync();

    public void Dispose()
    {
        program.Dispose();
        Client.Dispose();
    }
}
