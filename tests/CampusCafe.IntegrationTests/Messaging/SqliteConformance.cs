using CampusCafe.Database.Sqlite;
using Microsoft.AspNetCore.Builder;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A data folder of its own for each test.</summary>
internal sealed class SqliteBench
{
    private readonly TempFolder folder = new();

    public Task UseAsync(WebApplicationBuilder builder)
    {
        builder.Configuration[SqliteRegistration.FolderSetting] = folder.Path;
        builder.AddSqlite();
        return Task.CompletedTask;
    }

    public Task DropAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class SqliteOutboxTests : OutboxConformance
{
    private readonly SqliteBench sqlite = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => sqlite.UseAsync(builder);

    protected override Task DropDatabaseAsync() => sqlite.DropAsync();
}

public sealed class SqliteRelayTests : RelayConformance
{
    private readonly SqliteBench sqlite = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => sqlite.UseAsync(builder);

    protected override Task DropDatabaseAsync() => sqlite.DropAsync();
}

public sealed class SqlitePoisonTests : PoisonConformance
{
    private readonly SqliteBench sqlite = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => sqlite.UseAsync(builder);

    protected override Task DropDatabaseAsync() => sqlite.DropAsync();
}

public sealed class SqliteCallTests : CallConformance
{
    private readonly SqliteBench sqlite = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => sqlite.UseAsync(builder);

    protected override Task DropDatabaseAsync() => sqlite.DropAsync();
}
