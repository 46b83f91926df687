using CampusCafe.Host;
using CampusCafe.Testing.Databases;
using Microsoft.Data.SqlClient;

namespace CampusCafe.SqlServerTests.Hosting;

/// <summary>What keeps a host from starting is told in a sentence. What needs no server is in CampusCafe.IntegrationTests.</summary>
public sealed class StartTests
{
    /// <summary>As a login that may not: https://learn.microsoft.com/sql/relational-databases/errors-events/mssqlserver-229-database-engine-error</summary>
    private const int PermissionDenied = 229;

    [Theory]
    [InlineData("Database=nowhere", "has no database 'nowhere'")]
    [InlineData("Integrated Security=false;User Id=nobody;Password=wrong", "refuses the login 'nobody'")]
    public async Task Given_a_database_or_login_that_is_not_there_When_started_Then_it_says_which(string wrong, string sentence)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();

        Assert.Contains(sentence, await FailToStartAsync([.. data.Settings, $"Database:ConnectionString={ConnectionStringOf(data)};{wrong}"]));
    }

    [Theory]
    [InlineData("INSERT INTO ordering.__EFMigrationsHistory VALUES (N'99990101000000_Later', N'99.0.0')", "newer than this program: it has 99990101000000_Later")]
    [InlineData("ALTER TABLE inventory.holds DROP COLUMN reason", "The table holds of inventory on SQL Server isn't as this program needs it")]
    [InlineData("DROP TABLE shipping.outbox_stalls", "The table outbox_stalls of shipping")]
    public async Task Given_a_schema_of_another_program_or_hand_When_started_Then_it_says_what_is_wrong(string change, string sentence)
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        Assert.Equal(0, await MigrateAsync(data));
        await SqlServerServer.ExecuteAsync(ConnectionStringOf(data), change);

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
        var owner = ConnectionStringOf(data);
        Assert.SkipUnless(
            await SqlServerServer.AskAsync(owner, "SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY LOGIN')") is 1, "The given login may not make logins.");
        var password = $"Aa1!{Guid.CreateVersion7():N}";
        await using var simulators = await RunningSimulators.StartAsync();
        Assert.Equal(0, await MigrateAsync(data));
        foreach (var schema in ShopDatabase.Schemas)
        {
            var login = LoginOf(schema);
            await SqlServerServer.ExecuteAsync(
                owner,
                $"IF SUSER_ID(N'{login}') IS NULL CREATE LOGIN [{login}] WITH PASSWORD = N'{password}', CHECK_POLICY = OFF ELSE ALTER LOGIN [{login}] WITH PASSWORD = N'{password}'");
        }

        await SqlServerServer.ExecuteAsync(owner, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "logins.sql"), TestContext.Current.CancellationToken));

        await using (var shop = await Shop.OpenOnAsync(
            data, simulators, configure: null, [.. ShopDatabase.Schemas.Select(schema => $"Database:Modules:{schema}:ConnectionString={As(schema)}")]))
        {
            await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");
        }

        foreach (var (schema, other) in ShopDatabase.Schemas.SelectMany(schema => ShopDatabase.Schemas.Where(other => other != schema).Select(other => (schema, other))))
        {
            var refused = await Assert.ThrowsAsync<SqlException>(
                () => SqlServerServer.ExecuteAsync(As(schema), $"SELECT * FROM {other}.__EFMigrationsHistory"));
            Assert.Equal(PermissionDenied, refused.Number);
        }

        string As(string schema) =>
            new SqlConnectionStringBuilder(owner) { IntegratedSecurity = false, UserID = LoginOf(schema), Password = password }.ConnectionString;

        static string LoginOf(string schema) => $"campuscafe_{schema}";
    }

    private static string ConnectionStringOf(ShopData data) => ((SqlServerData)data).ConnectionString;

    private static Task<int> MigrateAsync(ShopData data) => CampusCafeHost.RunAsync(["migrate", .. Args(data.Settings)], TextWriter.Null);

    private static async Task<string> FailToStartAsync(IReadOnlyList<string> settings)
    {
        using var errors = new StringWriter();
        Assert.Equal(1, await CampusCafeHost.RunAsync(Args(settings), errors));
        Assert.DoesNotContain("   at ", errors.ToString());
        return errors.ToString();
    }

    private static string[] Args(IEnumerable<string> settings) =>
    [
        "--environment=Development",
        "--urls=http://127.0.0.1:0",
        "--Logging:LogLevel:Default=None",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
        "--Simulators:Enabled=true",
        "--Simulators:Url=http://127.0.0.1:0",
        .. settings.Select(setting => $"--{setting}"),
    ];
}
