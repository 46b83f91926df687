using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.Operations.Keys;

/// <summary>Keeps the keys in the database, where all hosts and all releases find them. Synchronous, as ASP.NET Core asks for them.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var keys = scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Keys;
        return [.. keys.AsNoTracking().OrderBy(key => key.Sequence).Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
        context.Add(new StoredKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        context.SaveChanges();
    }
}

/// <summary>The first key is made with the schemas, by one host at a time: hosts that start together then have the same.</summary>
internal sealed class FirstKey(IDataProtectionProvider protection, KeyRing keys, IOptions<KeyRingOptions> options) : IModuleSeed
{
    private const string Encrypted = "encryptedSecret";

    public Task SeedAsync(CancellationToken cancellationToken)
    {
        // It could read none of them, and would make one that is as readable as the table, and that all hosts then prefer.
        if (string.IsNullOrEmpty(options.Value.CertificateFile) && keys.GetAllElements().Any(key => key.Descendants().Any(part => part.Name.LocalName == Encrypted)))
        {
            throw new HostStartException("The keys in the database are encrypted: give this host the Keys:CertificateFile that the others have.");
        }

        protection.CreateProtector(nameof(FirstKey)).Protect([]);
        return Task.CompletedTask;
    }
}

internal static class KeyRingRegistration
{
    /// <summary>Never changed: what one release has protected another must be able to read.</summary>
    private const string ApplicationName = "CampusCafe";

    public static void AddKeyRing(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddSettings<KeyRingOptions>(KeyRingOptions.Section);
        if (configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>() is { CertificateFile: { Length: > 0 } file } given)
        {
            protection.ProtectKeysWithCertificate(Load(file, given.CertificatePassword, nameof(given.CertificateFile)));
            if (given.FormerCertificateFile is { Length: > 0 } former)
            {
                protection.UnprotectKeysWithAnyCertificate(Load(former, given.FormerCertificatePassword, nameof(given.FormerCertificateFile)));
            }
        }

        services.AddSingleton<KeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, keys) => options.XmlRepository = keys);
        services.AddScoped<IModuleSeed, FirstKey>();

        // It would ask for the keys while the host starts, and log an error where the database is still waited for. FirstKey has them read in time.
        foreach (var eager in services.Where(IsEagerReader).ToList())
        {
            services.Remove(eager);
        }
    }

    private static X509Certificate2 Load(string file, string? password, string setting)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw new HostStartException($"Keys:{setting} ({file}) has no private RSA key.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"Keys:{setting} ({file}) can't be read with its password: {exception.Message}", exception);
        }
    }

    private static bool IsEagerReader(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly;
}
