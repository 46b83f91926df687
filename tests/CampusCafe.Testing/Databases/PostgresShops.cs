namespace CampusCafe.Testing.Databases;

/// <summary>A database of its own for each shop.</summary>
/// <param name="server">Asked for when the first shop is opened.</param>
internal sealed class PostgresShops(Func<Task<PostgresServer>> server) : ShopDatabase
{
    public override int CrashesEvery => 5;

    public override async Task<ShopData> CreateAsync(bool quick = false)
    {
        var found = await server();
        return new PostgresData(found, await found.CreateDatabaseAsync());
    }
}

internal sealed class PostgresData(PostgresServer server, string connectionString) : ShopData
{
    public string ConnectionString => connectionString;

    public override IReadOnlyList<string> Settings => ["Database:Provider=Postgres", $"Database:ConnectionString={connectionString}"];

    public override async Task<ShopData> CopyAsync() => new PostgresData(server, await server.CreateDatabaseAsync(template: connectionString));

    /// <summary>A server looks after its files itself.</summary>
    public override Task<IReadOnlyList<string>> DamagesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync() => await server.DropDatabaseAsync(connectionString);
}
