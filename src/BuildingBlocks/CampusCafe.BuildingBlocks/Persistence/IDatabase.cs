using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// All that one kind of database does differently. Adding a database is one project that implements this, brings the
/// migrations, and passes the conformance suite.
/// </summary>
public interface IDatabase
{
    /// <summary>e.g. <c>SQLite</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Only this process can have the database open: whoever else's name is on a lease is dead.
    /// </summary>
    bool IsExclusive { get; }

    /// <summary>
    /// Every statement sees the database as it was at one moment. Where it doesn't, a scan can pass a row's place before
    /// the row is there, and yet see a later one.
    /// </summary>
    bool ReadsSnapshots { get; }

    /// <summary>Chooses the provider and the connection of one module.</summary>
    void Configure(DbContextOptionsBuilder options, string module);

    /// <summary>Keeps other hosts from preparing the same database; waits for one that does. Let go when disposed, or when the host is killed.</summary>
    Task<IAsyncDisposable> LockStartAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Why a host can't start on this database, and what to do about it; null for what only time or a bug explains.</summary>
    string? ExplainStart(DbContext context, Exception exception);

    /// <summary>Brings one module's schema up to date, under the start's lock.</summary>
    Task MigrateAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Makes this transaction the only one that relays to the consumer. For efficiency only: once-ness and order rest
    /// on the inbox key and on reading in order.
    /// </summary>
    /// <returns>False when another host is at it, and this one may as well look again later.</returns>
    Task<bool> LockConsumerAsync(DbContext context, string consumer, CancellationToken cancellationToken);

    /// <summary>The save failed because a row with that key is there already.</summary>
    bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>Somebody else held a lock for longer than the database waits.</summary>
    bool IsLockTimeout(Exception exception);

    /// <summary>A lock time-out that was about one row only; never where the lock is on the whole file.</summary>
    bool IsRowLockTimeout(Exception exception);

    /// <summary>The database can't be reached or can't be written now (no room, read-only, gone): worth trying again later.</summary>
    bool IsUnavailable(Exception exception);
}
