using Microsoft.Data.SqlClient;

namespace CampusCafe.Testing.Databases;

/// <summary>
/// SQL Server for tests: the one that <c>CAMPUSCAFE_TEST_SQLSERVER</c> names by a connection string. Who may create databases gets
/// one for each shop; else the given database is emptied for each, and shops take turns.
/// </summary>
internal sealed class SqlServerServer
{
    public const string Variable = "CAMPUSCAFE_TEST_SQLSERVER";

    /// <summary><c>on</c> or <c>off</c>: READ_COMMITTED_SNAPSHOT of the databases that are made here; unset, as the server's model has it.</summary>
    public const string SnapshotVariable = "CAMPUSCAFE_TEST_SQLSERVER_SNAPSHOT";

    /// <summary>Of the host and of benches; nothing else in the given database is touched.</summary>
    private static readonly string Schemas = string.Join(", ", ShopDatabase.Schemas.Concat(["source", "target", "other"]).Select(schema => $"N'{schema}'"));

    private static readonly SemaphoreSlim Turn = new(1, 1);

    private readonly string given;

    private SqlServerServer(string given, bool mayCreate) => (this.given, MayCreate) = (given, mayCreate);

    /// <summary>Whether each shop has a database of its own.</summary>
    public bool MayCreate { get; }

    /// <exception cref="InvalidOperationException">None is named, or it can be used in neither way.</exception>
    public static async Task<SqlServerServer> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given)
        {
            throw new InvalidOperationException(
                $"{Variable} isn't set. These tests need a SQL Server: a connection string of a login that may create databases, or of one that owns the database it names.");
        }

        // 5: Azure SQL Database, where making one takes a minute and costs money.
        var mayCreate = await AskAsync(
            given,
            "SELECT CASE WHEN CONVERT(int, SERVERPROPERTY('EngineEdition')) = 5 THEN 0 ELSE ISNULL(HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE'), 0) END") is 1;
        if (!mayCreate && new SqlConnectionStringBuilder(given).InitialCatalog.Length == 0)
        {
            throw new InvalidOperationException($"The login of {Variable} may not create databases: name one that it owns and that may be emptied (Database=…).");
        }

        return new SqlServerServer(given, mayCreate);
    }

    /// <summary>Empty, and nobody else's until it is given back.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> TakeDatabaseAsync()
    {
        if (MayCreate)
        {
            return await CreateDatabaseAsync();
        }

        await Turn.WaitAsync();
        try
        {
            await EmptyAsync();
            return given;
        }
        catch
        {
            Turn.Release();
            throw;
        }
    }

    public async Task GiveBackAsync(string database)
    {
        if (!MayCreate)
        {
            Turn.Release();
            return;
        }

        var name = new SqlConnectionStringBuilder(database).InitialCatalog;
        await ExecuteAsync(
            given, $"IF DB_ID(N'{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]; END");
    }

    public static async Task ExecuteAsync(string database, string statement)
    {
        await using var connection = await OpenAsync(database);
        await using var command = CommandOf(connection, statement);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<object?> AskAsync(string database, string question)
    {
        await using var connection = await OpenAsync(database);
        await using var command = CommandOf(connection, question);
        return await command.ExecuteScalarAsync();
    }

    private async Task<string> CreateDatabaseAsync()
    {
        var name = $"cafe_{Guid.CreateVersion7():N}";
        await Turn.WaitAsync(); // Each locks the server's model, which the others would not wait for.
        try
        {
            await ExecuteAsync(given, $"CREATE DATABASE [{name}]");
        }
        finally
        {
            Turn.Release();
        }

        await ExecuteAsync(given, $"ALTER DATABASE [{name}] SET RECOVERY SIMPLE");
        if (Environment.GetEnvironmentVariable(SnapshotVariable) is { Length: > 0 } snapshot)
        {
            var state = snapshot.Equals("on", StringComparison.OrdinalIgnoreCase) ? "ON"
                : snapshot.Equals("off", StringComparison.OrdinalIgnoreCase) ? "OFF"
                : throw new InvalidOperationException($"{SnapshotVariable} is '{snapshot}': it may be on or off.");
            await ExecuteAsync(given, $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT {state} WITH ROLLBACK IMMEDIATE");
        }

        return new SqlConnectionStringBuilder(given) { InitialCatalog = name }.ConnectionString;
    }

    /// <summary>Foreign keys, then tables, then the schemas themselves: with them the histories, so that the next host begins at the beginning.</summary>
    private Task EmptyAsync() => ExecuteAsync(
        given,
        $"""
        DECLARE @drop nvarchar(max) = N'';
        SELECT @drop += N'ALTER TABLE ' + QUOTENAME(SCHEMA_NAME(schema_id)) + N'.' + QUOTENAME(OBJECT_NAME(parent_object_id)) + N' DROP CONSTRAINT ' + QUOTENAME(name) + N';'
        FROM sys.foreign_keys WHERE SCHEMA_NAME(schema_id) IN ({Schemas});
        SELECT @drop += N'DROP TABLE ' + QUOTENAME(SCHEMA_NAME(schema_id)) + N'.' + QUOTENAME(name) + N';'
        FROM sys.tables WHERE SCHEMA_NAME(schema_id) IN ({Schemas});
        SELECT @drop += N'DROP SCHEMA ' + QUOTENAME(name) + N';'
        FROM sys.schemas WHERE name IN ({Schemas});
        EXEC sp_executesql @drop;
        """);

    private static async Task<SqlConnection> OpenAsync(string database)
    {
        // Unpooled: a pooled session would keep a database from being dropped.
        var connection = new SqlConnection(new SqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static SqlCommand CommandOf(SqlConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 120; // Seconds: a server that makes one database after another is slow at times.
        return command;
    }
}
