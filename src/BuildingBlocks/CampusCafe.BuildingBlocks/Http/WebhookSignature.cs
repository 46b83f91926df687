using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>
/// Signatures as Stripe makes them: <c>t=unix seconds,v1=hex HMAC-SHA256 of "t.body"</c>; several <c>v1</c> while a secret rolls over.
/// Source: Stripe's documentation, "Verify webhook signatures manually".
/// </summary>
public static class WebhookSignature
{
    /// <summary>5 minutes, as Stripe's own libraries have it: long enough for clocks that differ, short enough against replays.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether the body was signed with the secret, and recently.</summary>
    public static bool IsValid(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        string? timestamp = null;
        List<string> signatures = [];
        foreach (var part in (header ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                timestamp = part[2..];
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal))
            {
                signatures.Add(part[3..]);
            }
        }

        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds
            && signatures.Exists(Matches(Sign(timestamp!, body, secret)));
    }

    private static Predicate<string> Matches(string expected) => signature =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(expected));

    private static string Sign(string timestamp, ReadOnlySpan<byte> body, string secret)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
