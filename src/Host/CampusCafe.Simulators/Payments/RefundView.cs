using System.Text.Json;

namespace CampusCafe.Simulators.Payments;

/// <summary>The wire shape of a refund.</summary>
internal sealed record RefundView(
    string Id,
    string Object,
    long Amount,
    string? Charge,
    long Created,
    string Currency,
    IReadOnlyDictionary<string, string> Metadata,
    string PaymentIntent,
    string? Reason,
    string Status)
{
    public static RefundView Of(Refund refund) => new(
        refund.Id,
        "refund",
        refund.Amount,
        refund.Charge,
        refund.CreatedAt.ToUnixTimeSeconds(),
        refund.Currency,
        JsonSerializer.Deserialize<Dictionary<string, string>>(refund.MetadataJson)!,
        refund.IntentId,
        refund.Reason,
        "succeeded");
}
