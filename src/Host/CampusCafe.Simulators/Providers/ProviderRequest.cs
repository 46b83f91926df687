using System.Security.Cryptography;
using System.Text;

namespace CampusCafe.Simulators.Providers;

/// <summary>A mutating request, read whole before anything else happens: a caller that leaves takes its body with it.</summary>
internal sealed record ProviderRequest(string Path, string Body, string? IdempotencyKey)
{
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path}\n{Body}")));

    public static async Task<ProviderRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(cancellationToken);
        var key = request.Headers.TryGetValue("Idempotency-Key", out var values) ? values.ToString() : null;
        return new ProviderRequest(request.Path + request.QueryString, body, key);
    }
}
