using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Payments;

/// <summary>JSON and ids as they are on Stripe's wire.</summary>
internal static class StripeJson
{
    private const int IdLength = 24;
    private const string IdCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(IdCharacters, IdLength)}";

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static Answer Ok<T>(T value) => new(StatusCodes.Status200OK, Write(value));
}
