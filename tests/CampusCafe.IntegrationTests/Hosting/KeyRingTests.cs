using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Operations.Persistence;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Hosting;

/// <summary>Cookies and the like are protected with keys from the database: a restart, another host or another release changes nothing.</summary>
public sealed class KeyRingTests
{
    private const string Password = "Keys:CertificatePassword=secret";

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

    [Fact]
    public async Task Given_a_certificate_When_a_host_makes_keys_Then_they_are_encrypted_and_only_hosts_with_it_or_its_successor_start()
    {
        using var folder = new TempFolder();
        var file = WriteCertificate(folder);
        var setting = $"Keys:CertificateFile={file}";
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        string cookie;
        await using (var shop = await Shop.OpenOnAsync(data, simulators, settings: [setting, Password]))
        {
            cookie = ProtectorOf(shop).Protect("Aki");
            await using var scope = shop.Scope();
            var keys = await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Keys.Select(key => key.Xml).ToListAsync(TestContext.Current.CancellationToken);
            Assert.All(keys, key => Assert.Contains("<EncryptedKey", key));
            Assert.All(keys, key => Assert.DoesNotContain("<masterKey", key));
        }

        using var other = new TempFolder();
        string[] renewed = [$"Keys:CertificateFile={WriteCertificate(other)}", Password, $"Keys:FormerCertificateFile={file}", "Keys:FormerCertificatePassword=secret"];
        foreach (var settings in new[] { [setting, Password], renewed })
        {
            await using var again = await Shop.OpenOnAsync(data, simulators, settings: settings);
            Assert.Equal("Aki", ProtectorOf(again).Unprotect(cookie));
        }

        var refused = await Assert.ThrowsAsync<HostStartException>(() => Shop.OpenOnAsync(data, simulators));
        Assert.Contains("give this host the Keys:CertificateFile that the others have", refused.Message);
    }

    [Fact]
    public async Task Given_keys_from_before_When_a_certificate_is_set_Then_they_are_read_on()
    {
        using var folder = new TempFolder();
        await using var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        string cookie;
        await using (var shop = await Shop.OpenOnAsync(data, simulators))
        {
            cookie = ProtectorOf(shop).Protect("Aki");
        }

        await using var again = await Shop.OpenOnAsync(data, simulators, settings: [$"Keys:CertificateFile={WriteCertificate(folder)}", Password]);

        Assert.Equal("Aki", ProtectorOf(again).Unprotect(cookie));
    }

    [Fact]
    public async Task Given_a_certificate_that_can_not_be_read_When_started_Then_it_says_which_setting()
    {
        using var folder = new TempFolder();
        var file = WriteCertificate(folder);

        Assert.Contains("Keys:CertificateFile (nowhere.pfx)", await FailedStart.SentenceAsync(configure: null, "Keys:CertificateFile=nowhere.pfx"));
        Assert.Contains("can't be read with its password", await FailedStart.SentenceAsync(configure: null, $"Keys:CertificateFile={file}", "Keys:CertificatePassword=wrong"));
    }

    private static string WriteCertificate(TempFolder folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.Combine(folder.Path, "keys.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return file;
    }

    private static IDataProtector ProtectorOf(Shop shop) => shop.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
