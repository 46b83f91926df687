using CampusCafe.Host;
using CampusCafe.Testing.Databases;

namespace CampusCafe.PostgresTests.Hosting;

/// <summary>The first host of a new release migrates while hosts of the old one run.</summary>
public sealed class NewerSchemaTests
{
    [Fact]
    public async Task Given_a_running_host_When_a_newer_one_has_migrated_Then_it_goes_on_and_a_second_of_its_release_is_told_why_it_can_not_start()
    {
        await using var data = (PostgresData)await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators);

        foreach (var module in new[] { "ordering", "inventory", "payments", "shipping" })
        {
            await PostgresServer.ExecuteAsync(
                data.ConnectionString,
                $"""INSERT INTO {module}."__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0.0'); ALTER TABLE {module}.outbox_messages ADD COLUMN later text""");
        }

        await shop.UntilStatusAsync(await shop.PlaceAsync(), "completed");
        using var errors = new StringWriter();
        string[] settings = ["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", .. data.Settings.Select(setting => $"--{setting}")];
        Assert.Equal(1, await CampusCafeHost.RunAsync(settings, errors));
        Assert.Contains("is newer than this program: it has 99990101000000_Later", errors.ToString());
    }
}
