using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CampusCafe.Testing.Databases;

/// <summary>
/// PostgreSQL for tests: the server that <c>CAMPUSCAFE_TEST_POSTGRES</c> names (a connection string of somebody who may
/// create databases), else a cluster made here from the machine's own binaries or else in Docker, and thrown away.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Variable = "CAMPUSCAFE_TEST_POSTGRES";

    private const string Superuser = "cafe";
    private const string FirstDatabase = "postgres";

    /// <summary>Only pulling the plug would need it. Nobody's locks or sessions are fewer for it.</summary>
    private static readonly string[] Forgetful = ["fsync=off"];

    private readonly IOwnServer? own;
    private readonly string connectionString;
    private int databases;

    private PostgresServer(string connectionString, IOwnServer? own) => (this.connectionString, this.own) = (connectionString, own);

    /// <summary>Null where there is neither a server nor the means to start one.</summary>
    public static async Task<PostgresServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return At(given);
        }

        IOwnServer? own = FindBinaries() is { } binaries
            ? await Cluster.CreateAsync(binaries, new TempFolder(), Forgetful)
            : await PostgresContainer.CreateAsync();
        return own is null ? null : new PostgresServer(own.ConnectionString, own);
    }

    /// <summary>Somebody's, who may create databases.</summary>
    public static PostgresServer At(string connectionString) => new(connectionString, own: null);

    /// <summary>A cluster made from the machine's binaries, and thrown away.</summary>
    /// <param name="folder">Deleted with it.</param>
    /// <param name="settings">As in its configuration: <c>name=value</c>.</param>
    /// <returns>Null where there are no binaries.</returns>
    public static async Task<PostgresServer?> MakeAsync(TempFolder folder, IReadOnlyList<string> settings)
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        var own = await Cluster.CreateAsync(binaries, folder, settings);
        return new PostgresServer(own.ConnectionString, own);
    }

    /// <summary>Of somebody who may create databases.</summary>
    public string ConnectionString => connectionString;

    /// <summary>A database of its own.</summary>
    /// <param name="template">Of which it is a copy, if any; nobody may be connected to it.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"cafe_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        var copied = template is null ? string.Empty : $" TEMPLATE \"{new NpgsqlConnectionStringBuilder(template).Database}\"";
        await ExecuteAsync(connectionString, $"CREATE DATABASE \"{name}\"{copied}");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    public Task DropDatabaseAsync(string database) =>
        ExecuteAsync(connectionString, $"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(database).Database}\" WITH (FORCE)");

    /// <summary>Whether it was made here, and may be stopped.</summary>
    public bool IsOwn => own is not null;

    /// <summary>Ends all sessions at once, as a crash does.</summary>
    public Task StopAsync() => Own.StopAsync();

    /// <summary>On the same port and data.</summary>
    public Task StartAsync() => Own.StartAsync();

    private IOwnServer Own => own ?? throw new InvalidOperationException("This server is somebody else's.");

    public static async Task ExecuteAsync(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }

    /// <summary>The newest that Debian's packages install, else whatever is on the path.</summary>
    private static string? FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(VersionOf).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    /// <summary>0 for what else may lie there.</summary>
    private static double VersionOf(string folder) =>
        double.TryParse(Path.GetFileName(folder), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>One that nobody but this process knows of.</summary>
    private sealed class Cluster(string binaries, TempFolder folder, int port, IReadOnlyList<string> settings) : IOwnServer
    {
        private TempFolder Folder => folder;

        private string Data => Path.Combine(folder.Path, "data");

        public string ConnectionString => $"Host=127.0.0.1;Port={port};Username={Superuser};Database={FirstDatabase}";

        public static async Task<Cluster> CreateAsync(string binaries, TempFolder folder, IReadOnlyList<string> settings)
        {
            var cluster = new Cluster(binaries, folder, FreePort(), settings);
            try
            {
                if (Environment.IsPrivilegedProcess)
                {
                    await RunAsync("chown", ["postgres", cluster.Folder.Path]); // The server refuses to run as root.
                }

                await cluster.RunAsServerAsync("initdb", ["-D", cluster.Data, "-U", Superuser, "--auth=trust", "--no-locale", "-E", "UTF8", "--no-sync"]);
                await cluster.StartAsync();
                return cluster;
            }
            catch
            {
                cluster.Folder.Dispose();
                throw;
            }
        }

        public Task StopAsync() => RunAsServerAsync("pg_ctl", ["-D", Data, "-w", "-m", "immediate", "stop"]);

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            folder.Dispose();
        }

        public Task StartAsync()
        {
            string[] all = ["listen_addresses=127.0.0.1", "max_connections=500", .. settings];
            var options = $"-p {port} -k {folder.Path} {string.Join(' ', all.Select(setting => $"-c {setting}"))}";
            return RunAsServerAsync("pg_ctl", ["-D", Data, "-w", "-l", Path.Combine(folder.Path, "log"), "-o", options, "start"]);
        }

        private Task RunAsServerAsync(string program, IReadOnlyList<string> arguments)
        {
            var path = Path.Combine(binaries, program);
            return Environment.IsPrivilegedProcess
                ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
                : RunAsync(path, arguments);
        }

        private static async Task RunAsync(string program, IEnumerable<string> arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} failed: {await errors}");
            }
        }
    }
}

/// <summary>A server that was made for this run, and may be crashed.</summary>
internal interface IOwnServer : IAsyncDisposable
{
    string ConnectionString { get; }

    /// <summary>Without taking leave of anybody.</summary>
    Task StopAsync();

    /// <summary>On the same port and data; returns when it answers.</summary>
    Task StartAsync();
}
