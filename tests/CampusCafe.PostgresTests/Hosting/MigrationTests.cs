using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampusCafe.PostgresTests.Hosting;

/// <summary>By the program, which takes as long as it takes; and by hand.</summary>
public sealed class MigrationTests
{
    private const string History = """ "ordering"."__EFMigrationsHistory" """;

    [Fact]
    public async Task Given_a_table_that_somebody_keeps_for_long_When_migrating_Then_it_is_waited_for_however_impatient_the_login_is()
    {
        await using var data = (PostgresData)await ShopDatabase.Current.CreateAsync();
        await PostgresServer.ExecuteAsync(
            data.ConnectionString, $"CREATE SCHEMA ordering; CREATE TABLE {History} (\"MigrationId\" varchar(150) PRIMARY KEY, \"ProductVersion\" varchar(32) NOT NULL)");
        await using var keeper = new NpgsqlConnection(data.ConnectionString);
        await keeper.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await keeper.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(keeper, $"LOCK TABLE {History} IN ROW EXCLUSIVE MODE"); // It may be read.

        await using var app = Build($"{data.ConnectionString};Command Timeout=1;Options=-c lock_timeout=200ms");
        var migrating = app.Services.GetRequiredService<DatabasePreparation>().RunAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () => migrating.IsCompleted || await ExecuteAsync(
                keeper, "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database() AND NOT granted AND clock_timestamp() - query_start > '1.5 s'") is 1,
            "the migration waits for longer than its login would");
        Assert.False(migrating.IsCompleted, $"{migrating.Exception}");
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(await migrating);
    }

    [Fact]
    public async Task Given_the_scripts_run_twice_by_hand_When_the_program_looks_Then_nothing_is_missing()
    {
        await using var data = (PostgresData)await ShopDatabase.Current.CreateAsync();
        var scripts = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Scripts"), "*.sql");
        Assert.Equal(ShopDatabase.Schemas, scripts.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

        foreach (var script in scripts.Concat(scripts))
        {
            await PostgresServer.ExecuteAsync(data.ConnectionString, await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken));
        }

        await using var app = Build(data.ConnectionString);
        Assert.Empty(await app.Services.GetRequiredService<DatabasePreparation>().RunAsync(TestContext.Current.CancellationToken));
    }

    private static WebApplication Build(string connectionString) => CampusCafeHost.Build(
        ["--environment=Development", "--Logging:LogLevel:Default=None", "--Database:Provider=Postgres", $"--Database:ConnectionString={connectionString}"]);

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
