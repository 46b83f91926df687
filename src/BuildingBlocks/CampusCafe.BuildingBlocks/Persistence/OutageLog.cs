using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// A line when the database goes away, and one a minute while it stays away, however many requests and jobs run into
/// it: logs that fill a full disk help nobody.
/// </summary>
internal sealed partial class OutageLog(IDatabase database, TimeProvider time, ILogger<OutageLog> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock sync = new();
    private long? lastLine;
    private int failures;

    /// <summary>Whether the database is the cause: it can't be used now, or was busy for too long.</summary>
    public bool IsOutage(Exception exception) => database.IsUnavailable(exception) || database.IsLockTimeout(exception);

    /// <summary>Whether it tells something of the work that failed: an outage or a shutdown doesn't, and is not held against it.</summary>
    public bool IsAboutWork(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && (!IsOutage(exception) || database.IsLostRace(exception));

    /// <param name="what">Who ran into it, for the reader: a route or a job.</param>
    /// <param name="exception">For which <see cref="IsOutage"/> holds.</param>
    public void Report(string what, Exception exception)
    {
        int count;
        lock (sync)
        {
            failures++;
            if (lastLine is { } then && time.GetElapsedTime(then) < Interval)
            {
                return;
            }

            (count, failures) = (failures, 0);
            lastLine = time.GetTimestamp();
        }

        LogOutage(logger, database.Name, exception.DatabaseReason(), what, count);
    }

    [LoggerMessage(
        1403, LogLevel.Error, "{Database} can't be used now: {Reason} {What} ran into it; {Count} failures since the last such line. Work goes on by itself when it can.")]
    private static partial void LogOutage(ILogger logger, string database, string reason, string what, int count);
}
