using System.Collections.Concurrent;
using System.Data.Common;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace CampusCafe.Database.Postgres;

/// <summary>A schema per module, many hosts at a time. No statement is retried blindly: keys and inboxes decide what happened.</summary>
internal sealed class PostgresDatabase(IOptions<DatabaseOptions> options) : IDatabase, IDisposable
{
    private const string LockPrefix = "campuscafe.";
    private const string IdleInTransactionTimeout = "25P03";

    private readonly ConcurrentDictionary<string, string> connectionStrings = new();

    public string Name => "PostgreSQL";

    public bool IsExclusive => false;

    public bool ReadsSnapshots => true;

    public void Configure(DbContextOptionsBuilder builder, string module) =>
        builder.UseNpgsql(ConnectionStringOf(module), npgsql => Configure(npgsql, module));

    /// <summary>For what doesn't go by EF Core.</summary>
    public DbDataSource ConnectionsOf(string schema) => NpgsqlFactory.Instance.CreateDataSource(ConnectionStringOf(schema));

    /// <summary>What the host and the tools for migrations have in common.</summary>
    public static void Configure(NpgsqlDbContextOptionsBuilder npgsql, string module) => npgsql
        .MigrationsAssembly(typeof(PostgresDatabase).Assembly.GetName().Name)
        .MigrationsHistoryTable("__EFMigrationsHistory", module);

    public async Task MigrateAsync(DbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.MigratePatientlyAsync("SET lock_timeout = 0", cancellationToken);
        }
        finally
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection()); // A pooled session would stay as patient.
        }
    }

    public async Task<IAsyncDisposable> LockStartAsync(DbContext context, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(context.Database.GetConnectionString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0; // Whoever migrates a large table takes as long as it takes.
            command.CommandText = $"SET lock_timeout = 0; SELECT pg_advisory_lock(hashtextextended('{LockPrefix}start', 0))";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new StartLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public string? ExplainStart(DbContext context, Exception exception)
    {
        var at = new NpgsqlConnectionStringBuilder(context.Database.GetConnectionString());
        return Find(exception)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL at {at.Host}:{at.Port} refuses the login '{at.Username}'. Correct user and password in Database:ConnectionString, or make the login.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"PostgreSQL at {at.Host}:{at.Port} has no database '{at.Database}'. Make it (CREATE DATABASE), or name another in Database:ConnectionString.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"The login '{at.Username}' may not do what is missing in '{at.Database}' ({Find(exception)!.MessageText}). "
                + "Run the host once with the argument migrate and a login that may make schemas, or grant it what it lacks.",
            PostgresErrorCodes.LockNotAvailable =>
                $"Somebody keeps a table in '{at.Database}' at {at.Host}:{at.Port} locked ({Find(exception)!.MessageText}). "
                + "Wait until that is done, or end the session (pg_locks and pg_stat_activity say whose), and start again.",
            _ => null,
        };
    }

    public async Task<bool> LockConsumerAsync(DbContext context, string consumer, CancellationToken cancellationToken)
    {
        var key = LockPrefix + consumer;
        try
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    public bool IsUniqueViolation(DbUpdateException exception) => Find(exception)?.SqlState is PostgresErrorCodes.UniqueViolation;

    public bool IsLockTimeout(Exception exception) =>
        Find(exception)?.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected;

    public bool IsRowLockTimeout(Exception exception) => IsLockTimeout(exception);

    public bool IsUnavailable(Exception exception)
    {
        var isForeign = false;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    return IsUnavailable(refused.SqlState);
                case NpgsqlException: // Without an answer of the server: not reached, cut off, timed out.
                case NullReferenceException { Source: "Npgsql" }: // Of a connection that broke in sending while its answer was awaited.
                    return true;
                case OperationCanceledException: // What is called over HTTP was too slow.
                    isForeign = true;
                    break;
                case TimeoutException when !isForeign: // Whoever resolves the server's name is: Npgsql lets it out as it is.
                    return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var connectionString in connectionStrings.Values.Distinct())
        {
            using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    /// <summary>By class: https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
    private static bool IsUnavailable(string sqlState) =>
        sqlState[..2] is "08" or "53" or "57" or "58" // Connection, resources (disk full), operator (shutdown), system.
        || sqlState is PostgresErrorCodes.ReadOnlySqlTransaction or IdleInTransactionTimeout;

    private static PostgresException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException postgres)
            {
                return postgres;
            }
        }

        return null;
    }

    private string ConnectionStringOf(string module) => connectionStrings.GetOrAdd(module, ReadConnectionString);

    private string ReadConnectionString(string module)
    {
        var configured = options.Value.ConnectionStringOf(module);
        try
        {
            return PostgresConnection.Complete(configured);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException)
        {
            throw new HostStartException(
                $"Database:ConnectionString (or Database:Modules:{module}:ConnectionString) is no PostgreSQL connection string: {exception.Message} "
                + "It looks like Host=server;Database=campuscafe;Username=cafe;Password=….",
                exception);
        }
    }

    /// <summary>Held by a session of its own; closing it lets go, killing the host as well.</summary>
    private sealed class StartLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // A pooled session would keep the lock.
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync();
        }
    }
}
