using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;
using CampusCafe.Testing.Databases;
using Npgsql;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>
/// A PostgreSQL that keeps what it promises (<c>fsync</c>, <c>synchronous_commit</c>) and counts: made here from the
/// machine's binaries, on a real disk, or the one that <c>--connection</c> names.
/// </summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>The measured role: statements are counted by who sends them.</summary>
    public const string Role = "campuscafe_bench";

    private const string Password = "bench";

    private static readonly string[] OwnSettings = ["shared_preload_libraries=pg_stat_statements", "track_commit_timestamp=on"];

    private readonly PostgresServer server;

    private BenchServer(PostgresServer server, Machine machine, string version) => (this.server, Machine, Version) = (server, machine, version);

    public Machine Machine { get; }

    /// <summary>Of the server, with the settings that decide.</summary>
    public string Version { get; }

    /// <param name="connection">Of a superuser; null for a server of one's own.</param>
    /// <param name="parent">Where a server of one's own keeps its data.</param>
    /// <exception cref="BenchServerException">There is none that can be measured, and the message says what to do.</exception>
    public static async Task<BenchServer> OpenAsync(string? connection, DirectoryInfo? parent)
    {
        var folder = connection is null ? TempFolder.On(parent?.FullName) : null;
        var machine = Machine.Look(folder?.Path ?? Path.GetTempPath());
        var server = connection is null ? await PostgresServer.MakeAsync(folder!, OwnSettings) : PostgresServer.At(connection);
        if (server is null)
        {
            folder!.Dispose();
            throw new BenchServerException("PostgreSQL's binaries aren't here (Debian: postgresql, with postgresql-contrib where it is a package of its own). Install them, or name a server: --connection.");
        }

        try
        {
            return new BenchServer(server, machine, await LookAsync(server));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database of its own, which the measured role owns.</summary>
    /// <returns>Connection strings of the server's superuser and of the role.</returns>
    public async Task<(string Owner, string Measured)> CreateDatabaseAsync()
    {
        var owner = await server.CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(owner).Database;
        await PostgresServer.ExecuteAsync(owner, $"CREATE EXTENSION IF NOT EXISTS pg_stat_statements; GRANT ALL ON DATABASE \"{name}\" TO {Role}; GRANT ALL ON SCHEMA public TO {Role}");
        return (owner, new NpgsqlConnectionStringBuilder(owner) { Username = Role, Password = Password, MaxPoolSize = 100, ApplicationName = "bench" }.ConnectionString);
    }

    /// <summary>A database for a shop, whose hosts are the measured role, and somebody who looks at it.</summary>
    public async Task<(ShopData Data, ServerMeter Meter)> CreateShopAsync()
    {
        var (owner, measured) = await CreateDatabaseAsync();
        return (new PostgresData(server, measured), new ServerMeter(owner, Role));
    }

    public Task DropDatabaseAsync(string owner) => server.DropDatabaseAsync(owner);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task<string> LookAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        if (!(await ShowAsync("shared_preload_libraries")).Contains("pg_stat_statements", StringComparison.Ordinal) || await ShowAsync("track_commit_timestamp") != "on")
        {
            throw new BenchServerException("The server can't count: put pg_stat_statements into shared_preload_libraries and set track_commit_timestamp to on, and start it again.");
        }

        await using var role = new NpgsqlCommand(
            $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Role}') THEN CREATE ROLE {Role} LOGIN PASSWORD '{Password}'; END IF; END $$", connection);
        await role.ExecuteNonQueryAsync();
        return $"PostgreSQL {connection.ServerVersion}, fsync={await ShowAsync("fsync")}, synchronous_commit={await ShowAsync("synchronous_commit")}, shared_buffers={await ShowAsync("shared_buffers")}";

        async Task<string> ShowAsync(string setting)
        {
            await using var show = new NpgsqlCommand($"SHOW {setting}", connection);
            return (string)(await show.ExecuteScalarAsync())!;
        }
    }
}

/// <summary>There is no server to measure on. Its message is the sentence that says what to do.</summary>
internal sealed class BenchServerException(string message) : Exception(message);
