using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Database.Postgres;
using CampusCafe.IntegrationTests.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A database of its own for each test.</summary>
internal sealed class PostgresBench
{
    private string? database;

    public async Task UseAsync(WebApplicationBuilder builder)
    {
        database = await (await TestDatabases.PostgresAsync()).CreateDatabaseAsync();
        builder.Services.Configure<DatabaseOptions>(options => (options.Provider, options.ConnectionString) = ("Postgres", database));
        builder.AddPostgres();
    }

    public async Task DropAsync()
    {
        if (database is not null)
        {
            await (await TestDatabases.PostgresAsync()).DropDatabaseAsync(database);
        }
    }
}

public sealed class PostgresOutboxTests : OutboxConformance
{
    private readonly PostgresBench postgres = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => postgres.UseAsync(builder);

    protected override Task DropDatabaseAsync() => postgres.DropAsync();
}

public sealed class PostgresRelayTests : RelayConformance
{
    private readonly PostgresBench postgres = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => postgres.UseAsync(builder);

    protected override Task DropDatabaseAsync() => postgres.DropAsync();
}

public sealed class PostgresPoisonTests : PoisonConformance
{
    private readonly PostgresBench postgres = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => postgres.UseAsync(builder);

    protected override Task DropDatabaseAsync() => postgres.DropAsync();
}

public sealed class PostgresCallTests : CallConformance
{
    private readonly PostgresBench postgres = new();

    protected override Task UseDatabaseAsync(WebApplicationBuilder builder) => postgres.UseAsync(builder);

    protected override Task DropDatabaseAsync() => postgres.DropAsync();
}
