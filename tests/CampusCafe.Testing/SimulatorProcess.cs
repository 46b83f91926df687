using System.Diagnostics;

namespace CampusCafe.Testing;

/// <summary>The simulators as a program of their own, to be killed.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process process;

    private SimulatorProcess(Process process, string url) => (this.process, Client) = (process, new SimulatorClient(url));

    public SimulatorClient Client { get; }

    public static async Task<SimulatorProcess> StartAsync(TempFolder folder)
    {
        const string Listening = "Now listening on: ";
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "CampusCafe.Simulators.dll"),
                "--Simulators:Url=http://127.0.0.1:0",
                $"--Simulators:Folder={folder.Path}",
                "--Simulators:TimeScale=0.01",
            },
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new SimulatorProcess(process, line[(at + Listening.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("The simulators ended before they listened.");
    }

    /// <summary>SIGKILL: nothing of the program runs any more, no matter what it was at.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Client.Dispose();
    }
}
