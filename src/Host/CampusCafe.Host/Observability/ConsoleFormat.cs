using CampusCafe.BuildingBlocks.Modules;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace CampusCafe.Host.Observability;

/// <summary><c>Logging:Console:FormatterName</c>: lines for people in Development, JSON for machines elsewhere, unless something else is asked for.</summary>
internal static class ConsoleFormat
{
    private const string Section = "Logging:Console";
    private const string Setting = $"{Section}:FormatterName";
    private const string Options = $"{Section}:FormatterOptions";

    private static readonly string[] Known = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    /// <exception cref="HostStartException">There is no such format.</exception>
    public static void AddConsoleFormat(this WebApplicationBuilder builder)
    {
        var usual = builder.Environment.IsDevelopment() ? ConsoleFormatterNames.Simple : ConsoleFormatterNames.Json;
        var name = builder.Configuration[Setting] is { Length: > 0 } chosen ? chosen : usual;
        if (!Known.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new HostStartException($"{Setting}: there is no '{name}'. Choose one of {string.Join(", ", Known)}.");
        }

        if (name.Equals(ConsoleFormatterNames.Json, StringComparison.OrdinalIgnoreCase))
        {
            // Underneath everything that is configured: whoever sets one of them gets what he set.
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    [Setting] = ConsoleFormatterNames.Json,
                    [$"{Options}:IncludeScopes"] = bool.TrueString, // The correlation id is in a scope.
                    [$"{Options}:UseUtcTimestamp"] = bool.TrueString,
                    [$"{Options}:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ",
                },
            });
        }
    }
}
