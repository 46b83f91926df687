using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>Keeps what the host logs as an error; there should be none.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    private const int MostKept = 100;

    /// <summary>
    /// The server's notice that it couldn't skip the rest of a body, because its reader was stopped in mid-read: which happens now and
    /// then to a client who hangs up while his body is read. Nobody waits for that connection any more (dotnet/aspnetcore#17840).
    /// </summary>
    private const string AboutAClientWhoHasGone = "RequestBodyDrainBodyReaderInvalidState";

    private readonly ConcurrentQueue<string> errors = [];
    private volatile bool closed;

    public IReadOnlyList<string> Errors => [.. errors];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>The host keeps its providers to its end, so this one falls silent earlier.</summary>
    public void Dispose() => closed = true;

    private sealed class Logger(ErrorLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error && !log.closed;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && eventId.Name is not AboutAClientWhoHasGone && log.errors.Count < MostKept)
            {
                log.errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
