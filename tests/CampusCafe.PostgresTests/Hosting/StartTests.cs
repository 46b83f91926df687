using System.Net;
using System.Net.Sockets;
using CampusCafe.Host;
using CampusCafe.IntegrationTests.Hosting;
using CampusCafe.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampusCafe.PostgresTests.Hosting;

/// <summary>What keeps a host from starting is told in a sentence; a server that is only away is waited for.</summary>
public sealed class StartTests
{
    private const string Nowhere = "Host=nowhere.invalid";

    [Theory]
    [InlineData("Database:Provider=Oracle", "there is no 'Oracle'. Choose one of Sqlite, Postgres, SqlServer")]
    [InlineData("Database:ConnectionString=", "Database:ConnectionString must be set")]
    [InlineData("Database:ConnectionString=Horst=127.0.0.1", "is no PostgreSQL connection string")]
    [InlineData("Database:Modules:Payments:ConnectionString=Horst=127.0.0.1", "Database:Modules:payments:ConnectionString")]
    [InlineData("Database:ConnectionString=Username=cafe", "(Parameter 'Host') It looks like Host=server")]
    [InlineData("Database:ConnectionString=Host=127.0.0.1;Minimum Pool Size=20;Maximum Pool Size=10", "is no PostgreSQL connection string")]
    [InlineData("Database:Modules:Inventry:ConnectionString=Host=127.0.0.1", "Database:Modules:Inventry: there is no module of that name. The modules are accounts, inventory, operations, ordering, payments, quartz, shipping")]
    [InlineData("Database:Modules:Inventory:ConectionString=Host=127.0.0.1", "Database:Modules:Inventory:ConnectionString must be set")]
    public async Task Given_a_wrong_setting_When_started_Then_it_stops_with_a_sentence_that_names_it(string setting, string sentence)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();

        Assert.Contains(sentence, await FailToStartAsync(data.Settings, setting));
    }

    [Theory]
    [InlineData("Database=nowhere", "has no database 'nowhere'. Make it (CREATE DATABASE)")]
    [InlineData("Username=nobody", "refuses the login 'nobody'")]
    public async Task Given_a_database_or_login_that_is_not_there_When_started_Then_it_says_which(string wrong, string sentence)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();

        Assert.Contains(sentence, await FailToStartAsync(data.Settings, $"Database:ConnectionString={ConnectionStringOf(data)};{wrong}"));
    }

    [Theory]
    [InlineData("""INSERT INTO ordering."__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0.0')""", "newer than this program: it has 99990101000000_Later")]
    [InlineData("ALTER TABLE inventory.holds DROP COLUMN reason", "The table holds of inventory on PostgreSQL isn't as this program needs it")]
    [InlineData("DROP TABLE shipping.outbox_stalls", "The table outbox_stalls of shipping")]
    [InlineData("ALTER TABLE quartz.triggers DROP COLUMN fixed_delay", "The schema quartz on PostgreSQL isn't as this program needs it")]
    public async Task Given_a_schema_of_another_program_or_hand_When_started_Then_it_says_what_is_wrong(string change, string sentence)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        Assert.Equal(0, await MigrateAsync(data));
        await PostgresServer.ExecuteAsync(ConnectionStringOf(data), change);

        Assert.Contains(sentence, await FailToStartAsync(data.Settings));
    }

    [Fact]
    public async Task Given_an_empty_database_When_four_hosts_start_at_once_Then_all_of_them_do_and_the_shelf_is_filled_once()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();

        var shops = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Shop.OpenOnAsync(data, simulators)));

        foreach (var shop in shops)
        {
            Assert.Equal(10, await shop.AvailableAsync());
            await shop.DisposeAsync();
        }
    }

    [Fact]
    public async Task Given_a_login_for_each_schema_When_the_schemas_are_there_Then_the_shop_works_and_no_login_reads_another_schema()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        Assert.Equal(0, await MigrateAsync(data));
        await PostgresServer.ExecuteAsync(ConnectionStringOf(data), await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "logins.sql"), TestContext.Current.CancellationToken));
        var schemas = ShopDatabase.Schemas;
        await using var shop = await Shop.OpenOnAsync(
            data, simulators, configure: null, [.. schemas.Select(schema => $"Database:Modules:{schema}:ConnectionString={LoginOf(schema)}")]);
        await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");

        foreach (var (schema, other) in schemas.SelectMany(schema => schemas.Where(other => other != schema).Select(other => (schema, other))))
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => PostgresServer.ExecuteAsync(LoginOf(schema), $"SELECT * FROM {other}.\"__EFMigrationsHistory\""));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        string LoginOf(string schema) => $"{ConnectionStringOf(data)};Username=campuscafe_{schema}";
    }

    [Fact]
    public async Task Given_a_server_that_is_away_When_started_Then_it_waits_and_is_ready_once_the_server_is_there()
    {
        await using var server = await PostgresServer.FindAsync();
        Assert.SkipUnless(server is { IsOwn: true }, "Only a server that is started here can be stopped.");
        await using var data = new PostgresData(server, await server.CreateDatabaseAsync());
        await using var simulators = await RunningSimulators.StartAsync();
        await server.StopAsync();

        await using var shop = await Shop.OpenOnAsync(data, simulators);

        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.GetAsync("/health/ready")).Status);
        var refused = await shop.CheckoutAsync(key: "early");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "urn:campuscafe:problem:database-unavailable"), (refused.Status, refused.Json.Text("type")));
        Assert.True(refused.Headers.ContainsKey("Retry-After"));

        await server.StartAsync();
        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.OK, "the host is ready");
        var placed = await shop.CheckoutAsync(key: "early");
        Assert.Equal(HttpStatusCode.Accepted, placed.Status);
        await shop.UntilStatusAsync(placed.OrderId, "completed");
    }

    [Fact]
    public async Task Given_a_name_that_no_server_has_When_started_Then_it_waits()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();

        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, $"Database:ConnectionString={Nowhere}");

        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.GetAsync("/menu")).Status);
    }

    [Fact]
    public async Task Given_a_name_that_no_server_has_When_asked_Then_it_is_an_outage_and_one_of_a_provider_is_none()
    {
        await using var app = CampusCafeHost.Build(["--environment=Development", "--Database:Provider=Postgres", $"--Database:ConnectionString={Nowhere}"]);
        var database = app.Services.GetRequiredService<BuildingBlocks.Persistence.IDatabase>();
        await using var connection = new NpgsqlConnection(Nowhere);

        var unresolved = await Assert.ThrowsAnyAsync<Exception>(() => connection.OpenAsync(TestContext.Current.CancellationToken));

        Assert.True(database.IsUnavailable(unresolved), $"{unresolved}");
        Assert.True(database.IsUnavailable(new TimeoutException("As of a resolver that doesn't answer.")));
        Assert.False(database.IsUnavailable(new HttpRequestException("A provider's.", new SocketException((int)SocketError.HostNotFound))));
        Assert.False(database.IsUnavailable(new OperationCanceledException("A provider's.", new TimeoutException())));
    }

    [Fact]
    public async Task Given_Npgsql_runs_into_null_When_asked_Then_it_is_an_outage_and_one_of_the_hosts_own_is_none()
    {
        await using var app = CampusCafeHost.Build(["--environment=Development", "--Database:Provider=Postgres", $"--Database:ConnectionString={Nowhere}"]);
        var database = app.Services.GetRequiredService<BuildingBlocks.Persistence.IDatabase>();

        var within = Assert.Throws<NullReferenceException>(() => NpgsqlConnection.ClearPool(null!));
        var own = Assert.Throws<NullReferenceException>(() => ((string?)null)!.GetHashCode());

        Assert.True(database.IsUnavailable(within));
        Assert.False(database.IsUnavailable(own));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1", "PostgreSQL at tcp://127.0.0.1:1 can't be used now")]
    [InlineData(Nowhere, "PostgreSQL at tcp://nowhere.invalid:5432 can't be used now")]
    public async Task Given_a_server_that_is_away_When_migrating_Then_it_says_which_and_what_to_do(string connectionString, string sentence)
    {
        using var errors = new StringWriter();

        Assert.Equal(
            1,
            await CampusCafeHost.RunAsync(
                ["migrate", "--environment=Development", "--Logging:LogLevel:Default=None", "--Database:Provider=Postgres", $"--Database:ConnectionString={connectionString}"], errors));

        Assert.Contains(sentence, errors.ToString());
        Assert.Contains("Start the server or correct Database:ConnectionString", errors.ToString());
        Assert.DoesNotContain("   at ", errors.ToString());
    }

    private static string ConnectionStringOf(ShopData data) => ((PostgresData)data).ConnectionString;

    private static Task<int> MigrateAsync(ShopData data) =>
        CampusCafeHost.RunAsync(["migrate", .. data.Settings.Select(setting => $"--{setting}")], TextWriter.Null);

    private static Task<string> FailToStartAsync(IEnumerable<string> data, params IEnumerable<string> settings) =>
        FailedStart.SentenceAsync(configure: null, data.Concat(settings));
}
