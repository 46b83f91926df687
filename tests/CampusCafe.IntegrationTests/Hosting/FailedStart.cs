using CampusCafe.Host;
using Microsoft.AspNetCore.Builder;

namespace CampusCafe.IntegrationTests.Hosting;

/// <summary>A host, simulators inside, that is expected to stop at its start.</summary>
internal static class FailedStart
{
    /// <summary>1 min: a host that starts after all would run for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="configure">The last word on services.</param>
    /// <param name="settings">As on the command line, without the leading dashes.</param>
    /// <returns>What it says.</returns>
    public static async Task<string> SentenceAsync(Action<WebApplicationBuilder>? configure, params IEnumerable<string> settings)
    {
        string[] quiet =
        [
            "environment=Development",
            "urls=http://127.0.0.1:0",
            "Logging:LogLevel:Default=None",
            "Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
            "Simulators:Enabled=true",
            "Simulators:Url=http://127.0.0.1:0",
        ];
        using var errors = new StringWriter();
        var run = CampusCafeHost.RunAsync([.. quiet.Concat(settings).Select(setting => $"--{setting}")], errors, configure);
        Assert.Equal(1, await run.WaitAsync(Patience));
        return errors.ToString();
    }
}
