using System.Net;
using Npgsql;

namespace CampusCafe.Testing.Databases;

/// <summary>A database of its own for each shop.</summary>
/// <param name="server">Asked for when the first shop is opened.</param>
internal sealed class PostgresShops(Func<Task<PostgresServer>> server) : ShopDatabase
{
    public override int CrashesEvery => 9;

    public override async Task<ShopData> CreateAsync()
    {
        var found = await server();
        return new PostgresData(found, await found.CreateDatabaseAsync());
    }
}

internal sealed class PostgresData(PostgresServer server, string connectionString) : ShopData
{
    public string ConnectionString => connectionString;

    public PostgresServer Server => server;

    public IPEndPoint Address
    {
        get
        {
            var at = new NpgsqlConnectionStringBuilder(connectionString);
            return new IPEndPoint(Dns.GetHostAddresses(at.Host!)[0], at.Port);
        }
    }

    public override IReadOnlyList<string> Settings => SettingsOf(connectionString);

    /// <summary>For a host that reaches the server through somebody else.</summary>
    public IReadOnlyList<string> SettingsThrough(IPEndPoint proxy) =>
        SettingsOf(new NpgsqlConnectionStringBuilder(connectionString) { Host = proxy.Address.ToString(), Port = proxy.Port }.ConnectionString);

    public static string[] SettingsOf(string connectionString) => ["Database:Provider=Postgres", $"Database:ConnectionString={connectionString}"];

    public override async Task<ShopData> CopyAsync() => new PostgresData(server, await server.CreateDatabaseAsync(template: connectionString));

    /// <summary>A server looks after its files itself.</summary>
    public override Task<IReadOnlyList<string>> DamagesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync() => await server.DropDatabaseAsync(connectionString);
}
