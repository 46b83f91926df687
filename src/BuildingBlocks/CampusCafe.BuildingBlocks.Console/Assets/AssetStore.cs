using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace CampusCafe.BuildingBlocks.Console.Assets;

/// <summary>Scripts, styles and icons, which lie inside the assembly. Their address holds a hash of them all: browsers keep them for good.</summary>
public sealed class AssetStore
{
    private const string Prefix = "assets/";

    /// <summary>16 hex digits: enough that two releases never share an address.</summary>
    private const int VersionLength = 16;

    private readonly FrozenDictionary<string, Asset> assets;

    public AssetStore()
    {
        var types = new FileExtensionContentTypeProvider();
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Dictionary<string, Asset> read = [];
        foreach (var name in typeof(AssetStore).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var content = Read(name);
            all.AppendData(content);
            read[name[Prefix.Length..]] = new(types.TryGetContentType(name, out var type) ? type : "text/plain", Compress(content));
        }

        assets = read.ToFrozenDictionary(StringComparer.Ordinal);
        Version = Convert.ToHexStringLower(all.GetHashAndReset())[..VersionLength];
    }

    /// <summary>Of all assets together.</summary>
    public string Version { get; }

    /// <param name="path">As below <c>wwwroot</c>: <c>lib/htmx/htmx.min.js</c>.</param>
    internal Asset? Find(string path) => assets.GetValueOrDefault(path);

    private static byte[] Read(string name)
    {
        using var stream = typeof(AssetStore).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Once, at the start: 800 KB become 150, which every browser takes.</summary>
    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}

/// <param name="ContentType">MIME.</param>
/// <param name="Gzipped">The content, compressed.</param>
internal sealed record Asset(string ContentType, byte[] Gzipped);
