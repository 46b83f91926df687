using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.PostgresTests.Hosting;

/// <summary>What one host gives to a client, every other host understands.</summary>
public sealed class SharedKeysTests
{
    [Fact]
    public async Task Given_an_empty_database_When_hosts_start_at_once_Then_they_have_one_key_and_read_what_the_others_protect()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();

        var shops = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Shop.OpenOnAsync(data, simulators)));

        Assert.Single(shops[0].Services.GetRequiredService<IKeyManager>().GetAllKeys());
        foreach (var (one, other) in shops.SelectMany(one => shops.Select(other => (one, other))))
        {
            Assert.Equal("Aki", ProtectorOf(other).Unprotect(ProtectorOf(one).Protect("Aki")));
        }

        foreach (var shop in shops)
        {
            await shop.DisposeAsync();
        }
    }

    private static IDataProtector ProtectorOf(Shop shop) => shop.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
