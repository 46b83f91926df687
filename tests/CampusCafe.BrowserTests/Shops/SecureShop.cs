using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CampusCafe.Accounts.Accounts;
using CampusCafe.BrowserTests.Browsing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BrowserTests.Shops;

/// <summary>A host in Production, over HTTPS with a certificate that only this run knows.</summary>
public sealed class SecureShop : OpenShop
{
    public const string Password = "four words nobody guesses";

    private readonly TempFolder folder;

    public SecureShop()
        : this(new TempFolder())
    {
    }

    private SecureShop(TempFolder folder)
        : base(
            settings:
            [
                "environment=Production",
                "urls=http://127.0.0.1:0;https://127.0.0.1:0", // The simulators know nothing of the certificate.
                $"Kestrel:Certificates:Default:Path={CertificateIn(folder)}",
                $"Kestrel:Certificates:Default:Password={Password}",
            ]) => this.folder = folder;

    /// <summary>As people type it.</summary>
    public string Address
    {
        get
        {
            var addresses = Shop.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            return new UriBuilder(addresses.Single(address => address.StartsWith("https", StringComparison.Ordinal))) { Host = InChromium.HostName }.Uri.ToString();
        }
    }

    /// <summary>Somebody who may sign in with <see cref="Password"/>.</summary>
    /// <param name="name">Of the account.</param>
    /// <param name="role">viewer or operator.</param>
    public async Task LetInAsync(string name, string role)
    {
        await using var scope = Shop.Scope();
        var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
        var made = await desk.CreateAsync(name, role, by: "test");
        var set = await desk.SetPasswordAsync(made.Account!.Id, made.LinkToken!, Password, CancellationToken.None);
        Assert.Null(set.Refusal);
    }

    /// <summary>The path of the link that the host prints.</summary>
    public async Task<string> FirstLinkAsync()
    {
        const string Path = "/ops/first";
        var printed = string.Empty;
        await Eventually.TrueAsync(
            () => (printed = Shop.Services.GetRequiredService<TextWriter>().ToString()!).Contains(Path, StringComparison.Ordinal), "the link is printed");
        return printed[printed.IndexOf(Path, StringComparison.Ordinal)..].Trim();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    private static string CertificateIn(TempFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={InChromium.HostName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(InChromium.HostName);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(folder.Path, "host.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, Password));
        return path;
    }
}
