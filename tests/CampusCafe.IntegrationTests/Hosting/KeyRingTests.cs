using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Hosting;

/// <summary>Cookies and the like are protected with keys from the database: a restart, another host or another release changes nothing.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task Given_what_a_host_protected_When_it_is_started_again_Then_it_can_read_it()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        string cookie;
        await using (var shop = await Shop.OpenOnAsync(data, simulators))
        {
            cookie = ProtectorOf(shop).Protect("Aki");
        }

        await using var again = await Shop.OpenOnAsync(data, simulators);

        Assert.Equal("Aki", ProtectorOf(again).Unprotect(cookie));
    }

    private static IDataProtector ProtectorOf(Shop shop) => shop.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
