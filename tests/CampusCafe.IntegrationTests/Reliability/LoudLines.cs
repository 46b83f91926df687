using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>Every line of the log that somebody should read: warnings and errors.</summary>
internal sealed class LoudLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<Line> lines = new();

    public IReadOnlyCollection<Line> All => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            lines.Enqueue(new Line(eventId.Id, formatter(state, exception), exception));
        }
    }

    public void Dispose()
    {
    }

    internal sealed record Line(int EventId, string Text, Exception? Exception);
}
