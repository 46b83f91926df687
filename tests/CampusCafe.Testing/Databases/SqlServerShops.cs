using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing.Databases;

/// <summary>A database of its own for each shop, or the given one in turns.</summary>
/// <param name="server">Asked for when the first shop is opened.</param>
internal sealed class SqlServerShops(Func<Task<SqlServerServer>> server) : ShopDatabase
{
    /// <summary>11: every life migrates anew.</summary>
    public override int CrashesEvery => 11;

    public override async Task<ShopData> CreateAsync()
    {
        var found = await server();
        return new SqlServerData(found, await found.TakeDatabaseAsync());
    }
}

internal sealed class SqlServerData(SqlServerServer server, string connectionString) : ShopData
{
    private int isGivenBack;

    public string ConnectionString => connectionString;

    public override IReadOnlyList<string> Settings => ["Database:Provider=SqlServer", $"Database:ConnectionString={connectionString}"];

    /// <summary>Migrated and seeded anew, which is all that a template is: a backup can't be restored everywhere. The template's own place is given up for it.</summary>
    public override async Task<ShopData> CopyAsync()
    {
        await DisposeAsync();
        var copy = new SqlServerData(server, await server.TakeDatabaseAsync());
        try
        {
            await copy.PrepareAsync();
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server looks after its files itself.</summary>
    public override Task<IReadOnlyList<string>> DamagesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isGivenBack, 1) == 0)
        {
            await server.GiveBackAsync(connectionString);
        }
    }

    private async Task PrepareAsync()
    {
        string[] settings = [.. Settings.Select(setting => $"--{setting}"), "--environment=Development"];
        await using var app = CampusCafeHost.Build(settings, builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<DatabasePreparation>().RunAsync(CancellationToken.None);
    }
}
