using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Database.Sqlite;

/// <summary>The embedded default: one file per module, one host at a time.</summary>
internal sealed class SqliteDatabase(DataFolder folder) : IDatabase, IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int Full = 13;
    private const int CantOpen = 14;
    private const int PrimaryKeyViolation = 1555;
    private const int UniqueViolation = 2067;

    private readonly ConcurrentDictionary<string, WriteGate> gates = new();
    private readonly DurabilityInterceptor durability = new();

    public string Name => "SQLite";

    public bool IsExclusive => true;

    public bool ReadsSnapshots => true;

    public void Configure(DbContextOptionsBuilder options, string module) => options
        .UseSqlite(
            ConnectionString(module),
            sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name))
        // Each module has a file instead of a schema.
        .ConfigureWarnings(warnings => warnings.Ignore(SqliteEventId.SchemaConfiguredWarning))
        .AddInterceptors(durability, gates.GetOrAdd(module, _ => new WriteGate()));

    /// <summary>The folder's lock keeps others out already.</summary>
    public Task<IAsyncDisposable> LockStartAsync(DbContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable>(NoLock.Instance);

    public async Task MigrateAsync(DbContext context, CancellationToken cancellationToken)
    {
        // EF Core's own lock row outlives a host that is killed while migrating, and the next one would wait for it for
        // ever. The folder's lock keeps others out already.
        await context.Database.ExecuteSqlAsync($"""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public string? ExplainStart(DbContext context, Exception exception) => Find(exception)?.SqliteErrorCode switch
    {
        Corrupt or NotADatabase =>
            $"Data:Folder: {context.Database.GetDbConnection().DataSource} is damaged or no database. Put a backup in its place, or move it away.",
        _ when IsUnavailable(exception) => DataFolder.Unwritable(folder.FullPath, exception).Message,
        _ => null,
    };

    /// <summary>Nothing to do: a transaction is begun immediate, and is the file's only one.</summary>
    public Task<bool> LockConsumerAsync(DbContext context, string consumer, CancellationToken cancellationToken) => Task.FromResult(true);

    public bool IsUniqueViolation(DbUpdateException exception) =>
        Find(exception) is { SqliteExtendedErrorCode: PrimaryKeyViolation or UniqueViolation };

    public bool IsLockTimeout(Exception exception) =>
        exception is WriteGateTimeoutException || Find(exception) is { SqliteErrorCode: Busy or Locked };

    /// <summary>Whoever waited, waited for the file.</summary>
    public bool IsRowLockTimeout(Exception exception) => false;

    public bool IsUnavailable(Exception exception) => Find(exception) is { SqliteErrorCode: ReadOnly or InputOutput or Full or CantOpen };

    /// <summary>Closes the pooled connections, of which the last one moves the log into its file: a stopped host leaves files that are whole.</summary>
    public void Dispose()
    {
        foreach (var (module, gate) in gates)
        {
            using var connection = new SqliteConnection(ConnectionString(module));
            SqliteConnection.ClearPool(connection);
            gate.Dispose();
        }
    }

    private string ConnectionString(string module) => new SqliteConnectionStringBuilder { DataSource = folder.FileOf(module) }.ConnectionString;

    private static SqliteException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SqliteException sqlite)
            {
                return sqlite;
            }
        }

        return null;
    }

    private sealed class NoLock : IAsyncDisposable
    {
        public static readonly NoLock Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
