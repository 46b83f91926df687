using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing.Observability;

/// <summary>Every log line of a host, with all that is written beside its text.</summary>
internal sealed class LogBook : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> lines = new();
    private IExternalScopeProvider? scopes;

    public IReadOnlyCollection<LogLine> Lines => lines;

    public IEnumerable<LogLine> Of(int eventId) => lines.Where(line => line.EventId == eventId);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => book.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Dictionary<string, string?> values = [];
            Add(values, state);
            book.scopes?.ForEachScope(static (scope, all) => Add(all, scope), values);
            book.lines.Enqueue(new LogLine(category, eventId.Id, formatter(state, exception), values, exception?.ToString()));
        }

        private static void Add(Dictionary<string, string?> values, object? state)
        {
            values[$"text of {values.Count}"] = state?.ToString();
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                values[name] = value?.ToString();
            }
        }
    }
}

/// <summary>One line.</summary>
/// <param name="Category">Who wrote it.</param>
/// <param name="EventId">Which line it is.</param>
/// <param name="Text">As people read it.</param>
/// <param name="Values">What it and the scopes around it hold.</param>
/// <param name="Exception">With its stack trace.</param>
internal sealed record LogLine(string Category, int EventId, string Text, IReadOnlyDictionary<string, string?> Values, string? Exception)
{
    public string? CorrelationId => Values.GetValueOrDefault("CorrelationId");
}
