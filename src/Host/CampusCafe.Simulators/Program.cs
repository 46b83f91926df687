using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CampusCafe.Simulators;

/// <summary>The simulators as a program of their own; inside the shop's host use <see cref="SimulatorsApplication"/>.</summary>
internal static class Program
{
    private const int BadConfiguration = 2;

    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = ReadOptions(args);
            await using var app = SimulatorsApplication.BuildProgram(options, TimeProvider.System);
            await StartAsync(app, options);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return BadConfiguration;
        }
    }

    private static SimulatorOptions ReadOptions(string[] args)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .SetBasePath(Directory.GetCurrentDirectory())
                .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddCommandLine(args)
                .Build();

            // A misspelt setting is a wrong setting: better to stop than to run with its default.
            return configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>(static o => o.ErrorOnUnknownConfiguration = true)
                ?? new SimulatorOptions();
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or FormatException)
        {
            throw Wrong(e.Message);
        }
    }

    private static async Task StartAsync(WebApplication app, SimulatorOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw Wrong($"Simulators:Url {options.Url} can't be listened on: {e.Message}");
        }
    }

    private static OptionsValidationException Wrong(string sentence) =>
        new(SimulatorOptions.Section, typeof(SimulatorOptions), [sentence]);
}
