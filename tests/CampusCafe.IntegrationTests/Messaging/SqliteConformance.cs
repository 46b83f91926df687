using CampusCafe.Database.Sqlite;
using Microsoft.AspNetCore.Builder;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A data folder of its own for each test.</summary>
internal sealed class SqliteBench : IDisposable
{
    private readonly TempFolder folder = new();

    public void Use(WebApplicationBuilder builder)
    {
        builder.Configuration[SqliteRegistration.FolderSetting] = folder.Path;
        builder.AddSqlite();
    }

    public void Dispose() => folder.Dispose();
}

public sealed class SqliteOutboxTests : OutboxConformance
{
    private readonly SqliteBench sqlite = new();

    protected override void UseDatabase(WebApplicationBuilder builder) => sqlite.Use(builder);

    protected override void DropDatabase() => sqlite.Dispose();
}

public sealed class SqliteRelayTests : RelayConformance
{
    private readonly SqliteBench sqlite = new();

    protected override void UseDatabase(WebApplicationBuilder builder) => sqlite.Use(builder);

    protected override void DropDatabase() => sqlite.Dispose();
}

public sealed class SqlitePoisonTests : PoisonConformance
{
    private readonly SqliteBench sqlite = new();

    protected override void UseDatabase(WebApplicationBuilder builder) => sqlite.Use(builder);

    protected override void DropDatabase() => sqlite.Dispose();
}

public sealed class SqliteCallTests : CallConformance
{
    private readonly SqliteBench sqlite = new();

    protected override void UseDatabase(WebApplicationBuilder builder) => sqlite.Use(builder);

    protected override void DropDatabase() => sqlite.Dispose();
}
