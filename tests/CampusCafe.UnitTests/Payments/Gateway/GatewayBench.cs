using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Gateway;
using CampusCafe.UnitTests.Calls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampusCafe.UnitTests.Payments.Gateway;

/// <summary>A gateway on a scripted wire, and Stripe's answers.</summary>
internal sealed class GatewayBench
{
    public const string Key = "authorize-1";
    public const string Intent = "pi_1";

    public static readonly DateTimeOffset Now = new(2030, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly GatewayPayment NewPayment = new(
        new PaymentId(new Guid("018d0000-0000-7000-8000-000000000001")),
        new OrderId(new Guid("018d0000-0000-7000-8000-000000000002")),
        new Money(450, "JPY"),
        "pm_card_visa",
        IntentId: null);

    public static string PaymentId => NewPayment.PaymentId.ToString();

    public static string OrderId => NewPayment.OrderId.ToString();

    public ScriptedHttp Wire { get; } = new();

    public Task<CallResult> CallAsync(
        string operation, bool askFirst = false, TimeSpan? age = null, CancellationToken? cancellationToken = null) =>
        new PaymentGateway(Wire.Client, new ManualTime(Now), NullLogger<PaymentGateway>.Instance).CallAsync(
            new(NewPayment.PaymentId.Value, NewPayment.OrderId, operation, Key, askFirst, age is { } a ? Now - a : null),
            operation == GatewayOperation.Authorize ? NewPayment : NewPayment with { IntentId = Intent },
            cancellationToken ?? TestContext.Current.CancellationToken);

    public static string IntentJson(string status, string id = Intent, string? paymentId = null, string? declineCode = null)
    {
        var error = declineCode is null
            ? "null"
            : $$"""{"type":"card_error","code":"card_declined","decline_code":"{{declineCode}}","message":"Your card was declined."}""";
        return $$"""
            {"id":"{{id}}","object":"payment_intent","amount":450,"currency":"jpy","status":"{{status}}",
             "metadata":{"payment_id":"{{paymentId ?? PaymentId}}"},"last_payment_error":{{error}}}
            """;
    }

    public static string RefundJson(string? status, long amount = 450, string id = "re_1") =>
        $$"""{"id":"{{id}}","object":"refund","amount":{{amount}},"status":{{(status is null ? "null" : $"\"{status}\"")}}}""";

    public static string ListJson(bool hasMore, params IEnumerable<string> items) =>
        $$"""{"object":"list","data":[{{string.Join(',', items)}}],"has_more":{{(hasMore ? "true" : "false")}}}""";

    public static string ErrorJson(string type, string? code = null, string? param = null, string? declineCode = null) =>
        $$"""{"error":{"type":"{{type}}"{{Field("code", code)}}{{Field("param", param)}}{{Field("decline_code", declineCode)}},"message":"No."} }""";

    private static string Field(string name, string? value) => value is null ? "" : $",\"{name}\":\"{value}\"";
}
