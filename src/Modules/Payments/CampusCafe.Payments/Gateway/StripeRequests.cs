using System.Globalization;

namespace CampusCafe.Payments.Gateway;

/// <summary>Stripe's requests, letter by letter. Routes are relative to the configured address.</summary>
internal static class StripeRequests
{
    /// <summary>Stripe's largest page.</summary>
    public const int PageSize = 100;

    public const string PaymentIdKey = "payment_id";

    public static HttpRequestMessage Authorize(string idempotencyKey, GatewayPayment payment) => Post(
        "v1/payment_intents",
        idempotencyKey,
        ("amount", Number(payment.Amount.Amount)),
        ("currency", payment.Amount.Currency.ToLowerInvariant()),
        ("payment_method", payment.PaymentMethod),
        ("capture_method", "manual"),
        ("confirm", "true"),
        ("automatic_payment_methods[enabled]", "true"),
        ("automatic_payment_methods[allow_redirects]", "never"),
        ("metadata[order_id]", payment.OrderId.ToString()),
        ($"metadata[{PaymentIdKey}]", payment.PaymentId.ToString()));

    public static HttpRequestMessage Capture(string idempotencyKey, string intentId) =>
        Post($"v1/payment_intents/{Uri.EscapeDataString(intentId)}/capture", idempotencyKey);

    public static HttpRequestMessage Void(string idempotencyKey, string intentId) =>
        Post($"v1/payment_intents/{Uri.EscapeDataString(intentId)}/cancel", idempotencyKey);

    /// <summary>Without an amount: whatever has not been given back yet.</summary>
    public static HttpRequestMessage Refund(string idempotencyKey, string intentId) =>
        Post("v1/refunds", idempotencyKey, ("payment_intent", intentId));

    public static HttpRequestMessage GetIntent(string intentId) =>
        Get($"v1/payment_intents/{Uri.EscapeDataString(intentId)}");

    public static HttpRequestMessage ListRefunds(string intentId) =>
        Get($"v1/refunds?payment_intent={Uri.EscapeDataString(intentId)}&limit={PageSize}");

    /// <param name="createdFrom">Leaves out what is older; null: nothing.</param>
    /// <param name="startingAfter">The last id of the page before.</param>
    public static HttpRequestMessage ListIntents(DateTimeOffset? createdFrom, string? startingAfter)
    {
        var from = createdFrom is { } time ? $"created[gte]={Number(time.ToUnixTimeSeconds())}&" : "";
        var after = startingAfter is null ? "" : $"&starting_after={Uri.EscapeDataString(startingAfter)}";
        return Get($"v1/payment_intents?{from}limit={PageSize}{after}");
    }

    private static HttpRequestMessage Get(string route) => new(HttpMethod.Get, new Uri(route, UriKind.Relative));

    private static HttpRequestMessage Post(string route, string idempotencyKey, params ReadOnlySpan<(string Name, string Value)> form)
    {
        List<KeyValuePair<string, string>> fields = [];
        foreach (var (name, value) in form)
        {
            fields.Add(new(name, value));
        }

        return new(HttpMethod.Post, new Uri(route, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields),
            Headers = { { "Idempotency-Key", idempotencyKey } },
        };
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
