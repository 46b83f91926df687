using System.Net;
using System.Reflection;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host;
using CampusCafe.Testing.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>How a host starts on SQL Server, as far as that needs none.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Database:ConnectionString=", "Database:ConnectionString must be set")]
    [InlineData("Database:ConnectionString=Horst=nowhere", "is no SQL Server connection string")]
    [InlineData("Database:Modules:Payments:ConnectionString=Horst=nowhere", "Database:Modules:payments:ConnectionString")]
    [InlineData("Database:ConnectionString=Server=nowhere;Min Pool Size=20;Max Pool Size=10", "is no SQL Server connection string")]
    [InlineData("Database:Modules:Inventry:ConnectionString=Server=nowhere", "Database:Modules:Inventry: there is no module of that name")]
    public async Task Given_a_wrong_setting_When_started_Then_it_stops_with_a_sentence_that_names_it(string setting, string sentence)
    {
        using var errors = new StringWriter();

        string[] settings =
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            "--Simulators:Enabled=true",
            "--Simulators:Url=http://127.0.0.1:0",
            "--Database:Provider=SqlServer",
            "--Database:ConnectionString=Server=nowhere",
            $"--{setting}",
        ];

        Assert.Equal(1, await CampusCafeHost.RunAsync(settings, errors));

        Assert.Contains(sentence, errors.ToString());
        Assert.DoesNotContain("   at ", errors.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1,1")]
    [InlineData("nowhere.invalid")]
    public async Task Given_a_server_that_is_away_or_unknown_When_the_program_is_started_Then_its_client_works_and_the_host_waits(string server)
    {
        using var host = await HostProcess.StartAsync(
            ["Database:Provider=SqlServer", $"Database:ConnectionString=Server={server};User Id=cafe;Password=cafe;Encrypt=false;Connect Timeout=1"],
            "http://127.0.0.1:1");
        using var http = new HttpClient { BaseAddress = new Uri(host.Url) };

        using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
    }

    [Fact]
    public async Task Given_a_pool_without_a_free_connection_When_asked_Then_it_is_an_outage_and_a_bug_is_none()
    {
        await using var app = CampusCafeHost.Build(SettingsOf("Server=nowhere"));
        var database = app.Services.GetRequiredService<BuildingBlocks.Persistence.IDatabase>();
        // The client's own, which only a server that is reached could make it throw.
        var exhausted = (Exception)typeof(SqlConnection).Assembly.GetType("Microsoft.Data.Common.ADP")!
            .GetMethod("PooledOpenTimeout", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null)!;

        Assert.True(database.IsUnavailable(exhausted));
        Assert.False(database.IsUnavailable(new InvalidOperationException("Sequence contains no elements.")));
    }

    [Theory]
    [InlineData("Server=nowhere", PoolBlockingPeriod.NeverBlock)]
    [InlineData("Server=nowhere;Pool Blocking Period=AlwaysBlock", PoolBlockingPeriod.AlwaysBlock)]
    public async Task Given_a_server_that_was_away_When_it_is_back_Then_the_pool_asks_it_unless_told_otherwise(string connectionString, PoolBlockingPeriod expected)
    {
        await using var app = CampusCafeHost.Build(SettingsOf(connectionString));
        await using var scope = app.Services.CreateAsyncScope();
        var context = app.Services.GetServices<SchemaDatabase>().First().Resolve(scope.ServiceProvider);

        Assert.Equal(expected, new SqlConnectionStringBuilder(context.Database.GetConnectionString()).PoolBlockingPeriod);
    }

    [Fact]
    public async Task Given_the_host_on_a_server_When_its_schemas_are_listed_Then_the_tests_know_them_all()
    {
        await using var app = CampusCafeHost.Build(SettingsOf("Server=nowhere"));

        var schemas = app.Services.GetServices<SchemaDatabase>().Select(schema => schema.Schema);

        Assert.Equal(ShopDatabase.Schemas, schemas.Order(StringComparer.Ordinal));
    }

    private static string[] SettingsOf(string connectionString) =>
    [
        "--environment=Development",
        "--Logging:LogLevel:Default=None",
        "--Database:Provider=SqlServer",
        $"--Database:ConnectionString={connectionString}",
    ];
}
