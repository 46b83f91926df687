using CampusCafe.BrowserTests.Browsing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(InChromium))]

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>The browser of this run: started by the first test that needs it, closed after the last. A real Chromium, which somebody has installed.</summary>
public sealed class InChromium : IAsyncDisposable
{
    /// <summary>Names the program where it isn't in a usual place.</summary>
    private const string Variable = "CAMPUSCAFE_CHROMIUM";

    /// <summary>Where a host with HTTPS is: browsers keep what is said about HTTPS to names, not to addresses.</summary>
    internal const string HostName = "campuscafe.test";

    private static readonly string[] UsualNames = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", // CI runs as root.
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        $"--host-resolver-rules=MAP {HostName} 127.0.0.1",
    ];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)?>> started = new(StartAsync);

    internal async Task<IBrowser> BrowserAsync()
    {
        var running = await started.Value;
        Assert.SkipWhen(running is null, $"No Chromium: install one (Debian: chromium, and fonts-ipafont-gothic for Japanese), or name its program in {Variable}.");
        return running!.Value.Browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated && await started.Value is { } running)
        {
            await running.Browser.DisposeAsync();
            running.Playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)?> StartAsync()
    {
        if (Find() is not { } program)
        {
            return null;
        }

        Assertions.SetDefaultExpectTimeout(Visit.PatienceInMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments }));
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
                .SelectMany(folder => UsualNames.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name)))
                .FirstOrDefault(File.Exists);
}
