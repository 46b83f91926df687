using System.Text.Json;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CampusCafe.IntegrationTests.Observability;

public sealed class ConsoleFormatTests
{
    [Theory]
    [InlineData("environment=Production", "json")]
    [InlineData("environment=Development", "simple")]
    [InlineData("environment=Production Logging:Console:FormatterName=systemd", "systemd")]
    [InlineData("environment=Development Logging:Console:FormatterName=Json", "json")]
    public async Task Given_an_environment_and_a_setting_When_built_Then_that_format(string settings, string format)
    {
        await using var app = Build(settings);

        Assert.Equal(format, app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName ?? "simple", ignoreCase: true);
    }

    [Fact]
    public async Task Given_production_When_a_line_is_written_Then_it_is_json_with_the_correlation_id_and_the_time_in_utc()
    {
        await using var app = Build("environment=Production");
        var formatter = app.Services.GetServices<ConsoleFormatter>().Single(one => one.Name == ConsoleFormatterNames.Json);
        var scopes = new LoggerExternalScopeProvider();
        var logger = new ScopedLogger(scopes);
        using var line = new StringWriter();

        using (logger.Correlate("request-1"))
        {
            formatter.Write(new LogEntry<string>(LogLevel.Warning, "Any", new EventId(1), "Something", null, (text, _) => text), scopes, line);
        }

        var json = JsonDocument.Parse(line.ToString()).RootElement;
        Assert.Equal("Something", json.Text("Message"));
        Assert.EndsWith("Z", json.Text("Timestamp"));
        Assert.Contains(json.GetProperty("Scopes").EnumerateArray(), scope => scope.Text("CorrelationId") == "request-1");
    }

    private static Microsoft.AspNetCore.Builder.WebApplication Build(string settings) => CampusCafeHost.Build(
        [.. settings.Split(' ').Concat(["urls=http://127.0.0.1:0", "Simulators:Enabled=false"]).Select(setting => $"--{setting}")]);

    private sealed class ScopedLogger(IExternalScopeProvider scopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }
    }
}
