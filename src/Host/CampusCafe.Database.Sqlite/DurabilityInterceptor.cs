using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Database.Sqlite;

/// <summary>
/// On every opened connection: readers don't block the writer (WAL), and a commit is on disk before it is acknowledged
/// (FULL; with NORMAL a power cut can lose the last commits: charged, and the order gone).
/// </summary>
internal sealed class DurabilityInterceptor : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite runs in this process: there is nothing to wait for asynchronously.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
