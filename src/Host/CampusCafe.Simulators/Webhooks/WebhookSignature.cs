using System.Security.Cryptography;
using System.Text;

namespace CampusCafe.Simulators.Webhooks;

/// <summary>
/// Stripe's scheme, which the carrier shares: the time is signed too, so that a receiver can refuse what was recorded
/// and sent again. See https://docs.stripe.com/webhooks#verify-manually.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(string payload, string secret, DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds();
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{payload}"));
        return $"t={at},v1={Convert.ToHexStringLower(hash)}";
    }
}
