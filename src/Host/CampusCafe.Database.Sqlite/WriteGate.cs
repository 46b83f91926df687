using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Database.Sqlite;

/// <summary>
/// One writer per file, waiting asynchronously and in turn: SQLite itself would make the others poll and sleep. Taken
/// before a transaction begins (every write is in one), given back when it has ended or its connection is closed.
/// </summary>
internal sealed class WriteGate : IDbTransactionInterceptor, IDbConnectionInterceptor, IDisposable
{
    /// <summary>5 s: transactions take milliseconds; whoever waits longer than this is better told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<DbConnection, bool> holders = new(ReferenceEqualityComparer.Instance);

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        Hold(connection, await gate.WaitAsync(Patience, cancellationToken));
        return result;
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        // Only EF Core's migrator begins transactions synchronously; nothing else runs beside it.
        Hold(connection, gate.Wait(Patience, CancellationToken.None));
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        ReleaseAsync(eventData.Context?.Database.GetDbConnection());

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.Context?.Database.GetDbConnection());

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        ReleaseAsync(eventData.Context?.Database.GetDbConnection());

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Release(eventData.Context?.Database.GetDbConnection());

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => ReleaseAsync(connection);

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Release(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData) => ReleaseAsync(connection);

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Release(connection);

    public void Dispose() => gate.Dispose();

    private void Hold(DbConnection connection, bool taken) => holders[connection] = taken
        ? taken
        : throw new WriteGateTimeoutException($"Waited {Patience.TotalSeconds} s for the one writer of {connection.DataSource}.");

    private Task ReleaseAsync(DbConnection? connection)
    {
        Release(connection);
        return Task.CompletedTask;
    }

    private void Release(DbConnection? connection)
    {
        if (connection is not null && holders.TryRemove(connection, out _))
        {
            gate.Release();
        }
    }
}

/// <summary>The file's one writer did not finish in time.</summary>
internal sealed class WriteGateTimeoutException(string message) : TimeoutException(message);
