using System.Diagnostics;
using System.Net;
using CampusCafe.Testing.Databases;
using Npgsql;

namespace CampusCafe.PostgresTests.Hosting;

/// <summary>A host that can't do its work says so, in time.</summary>
public sealed class ReadinessTests
{
    [Theory]
    [InlineData("operations")]
    [InlineData("quartz")]
    public async Task Given_a_schema_of_no_module_that_can_not_be_read_When_asked_Then_it_is_not_ready_and_says_which(string schema)
    {
        await using var data = (PostgresData)await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators);
        await PostgresServer.ExecuteAsync(data.ConnectionString, $"ALTER TABLE {schema}.\"__EFMigrationsHistory\" RENAME TO gone");

        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.ServiceUnavailable, "the host isn't ready");

        Assert.Contains($"{schema} on PostgreSQL can't be used", (await shop.GetAsync("/health/ready")).Json.Text("detail"));
    }

    [Fact]
    public async Task Given_a_server_that_does_not_answer_When_asked_Then_it_is_not_ready_within_seconds_and_is_so_again_afterwards()
    {
        await using var data = (PostgresData)await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(
            data, simulators, configure: null, $"Database:ConnectionString={data.ConnectionString};Options=-c lock_timeout=0");
        await using var keeper = new NpgsqlConnection(data.ConnectionString);
        await keeper.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await keeper.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("LOCK TABLE payments.dead_letters", keeper);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var waited = Stopwatch.StartNew();
        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.ServiceUnavailable, "the host isn't ready");

        // 30 s and more without a bound.
        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.OK, "the host is ready");
    }
}
