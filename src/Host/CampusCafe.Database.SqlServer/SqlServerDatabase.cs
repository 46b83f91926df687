using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Options;

namespace CampusCafe.Database.SqlServer;

/// <summary>A schema per module, many hosts at a time; right with READ_COMMITTED_SNAPSHOT on and off. No statement is retried blindly.</summary>
internal sealed class SqlServerDatabase(IOptions<DatabaseOptions> options) : IDatabase, IDisposable
{
    /// <summary>1: two rows and more the provider inserts by MERGE, which numbers them in no certain order. Outboxes rely on the order.</summary>
    private const int LargestBatch = 1;

    private const string StartLockName = "campuscafe.start";

    /// <summary>2 s: nobody waits longer for a row or for a consumer's lock than until the next look.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly LockPatience Sessions = new(Patience);

    private readonly ConcurrentDictionary<string, string> connectionStrings = new();

    public string Name => "SQL Server";

    public bool IsExclusive => false;

    /// <summary>Only with READ_COMMITTED_SNAPSHOT on, which is somebody else's choice.</summary>
    public bool ReadsSnapshots => false;

    public void Configure(DbContextOptionsBuilder builder, string module) =>
        Configure(builder, ConnectionStringOf(module), module);

    /// <summary>For what doesn't go by EF Core.</summary>
    public DbDataSource ConnectionsOf(string schema) => SqlClientFactory.Instance.CreateDataSource(ConnectionStringOf(schema));

    /// <summary>What the host and the tools for migrations have in common.</summary>
    public static void Configure(DbContextOptionsBuilder builder, string connectionString, string module) => builder
        .UseSqlServer(connectionString, server => server
            .MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name)
            .MigrationsHistoryTable("__EFMigrationsHistory", module)
            .MaxBatchSize(LargestBatch))
        .ReplaceService<IModelCustomizer, SqlServerModel>()
        .AddInterceptors(Sessions);

    public Task MigrateAsync(DbContext context, CancellationToken cancellationToken) =>
        context.MigratePatientlyAsync("SET LOCK_TIMEOUT -1", cancellationToken);

    public async Task<IAsyncDisposable> LockStartAsync(DbContext context, CancellationToken cancellationToken)
    {
        // Unpooled: closing it ends the session, and with it the lock.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(context.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0; // Whoever migrates a large table takes as long as it takes.
            command.CommandText = "EXEC sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = -1";
            command.Parameters.Add(new SqlParameter("@name", SqlDbType.NVarChar, 255) { Value = StartLockName });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public string? ExplainStart(DbContext context, Exception exception)
    {
        if (exception is NotSupportedException)
        {
            return $"SQL Server's client refuses to work: {exception.Message} Install ICU (Debian: libicu), and don't set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        }

        var at = new SqlConnectionStringBuilder(context.Database.GetConnectionString());
        return Find(exception)?.Number switch
        {
            SqlServerErrors.LoginFailed =>
                $"SQL Server at {at.DataSource} refuses the login '{at.UserID}'. Correct user and password in Database:ConnectionString, or make the login.",
            SqlServerErrors.NoSuchDatabase =>
                $"SQL Server at {at.DataSource} has no database '{at.InitialCatalog}' that this login may open. Make it, or name another in Database:ConnectionString.",
            SqlServerErrors.PermissionDenied or SqlServerErrors.CreateDenied =>
                $"The login '{at.UserID}' may not do what is missing in '{at.InitialCatalog}' ({Find(exception)!.Message}). "
                + "Run the host once with the argument migrate and a login that may make schemas, or grant it what it lacks.",
            SqlServerErrors.LockTimeout =>
                $"Somebody keeps a table in '{at.InitialCatalog}' at {at.DataSource} locked. "
                + "Wait until that is done, or end the session (sys.dm_tran_locks says whose), and start again.",
            _ => null,
        };
    }

    public async Task<bool> LockConsumerAsync(DbContext context, string consumer, CancellationToken cancellationToken)
    {
        // A frozen session can't be ended from here: after two seconds this host goes on without the lock. The inbox's key
        // and the order of reading keep it right; the lock only spares two hosts the same work.
        var name = $"campuscafe.{consumer}";
        var patience = (int)Patience.TotalMilliseconds;
        await context.Database.ExecuteSqlAsync(
            $"EXEC sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = {patience}", cancellationToken);
        return true;
    }

    public bool IsUniqueViolation(DbUpdateException exception) => Find(exception)?.Number is SqlServerErrors.UniqueIndex or SqlServerErrors.UniqueConstraint;

    public bool IsLockTimeout(Exception exception) => Find(exception)?.Number is SqlServerErrors.LockTimeout or SqlServerErrors.DeadlockVictim;

    public bool IsRowLockTimeout(Exception exception) => IsLockTimeout(exception);

    public bool IsUnavailable(Exception exception) => Find(exception) is { } found ? SqlServerErrors.MeansUnavailable(found) : SqlServerErrors.MeansNoFreeConnection(exception);

    public void Dispose()
    {
        foreach (var connectionString in connectionStrings.Values.Distinct())
        {
            using var connection = new SqlConnection(connectionString);
            SqlConnection.ClearPool(connection);
        }
    }

    private static SqlException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SqlException found)
            {
                return found;
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
            var given = new SqlConnectionStringBuilder(configured) { MultipleActiveResultSets = false };
            if (!given.ShouldSerialize("Application Name"))
            {
                given.ApplicationName = "CampusCafe";
            }

            if (!given.ShouldSerialize("Pool Blocking Period"))
            {
                // Else a server that was away for a moment is taken for dead for up to a minute, without being asked.
                given.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
            }

            using var checkedOnly = new SqlConnection(given.ConnectionString);
            return given.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new HostStartException(
                $"Database:ConnectionString (or Database:Modules:{module}:ConnectionString) is no SQL Server connection string: {exception.Message} "
                + "It looks like Server=server;Database=campuscafe;User Id=cafe;Password=….",
                exception);
        }
    }
}
