using System.Text.Json;

namespace CampusCafe.Simulators.Payments;

/// <summary>A payment as the provider knows it. Amounts in minor units, currency lower-case as on Stripe's wire.</summary>
internal sealed class PaymentIntent
{
    public long Sequence { get; private set; }

    public required string Id { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string PaymentMethod { get; init; }

    public required string? Description { get; init; }

    public required string MetadataJson { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string Status { get; private set; } = IntentStatus.RequiresPaymentMethod;

    public long AmountCapturable { get; private set; }

    public long AmountReceived { get; private set; }

    public long AmountRefunded { get; private set; }

    public string? LatestCharge { get; private set; }

    public string? DeclineCode { get; private set; }

    public IReadOnlyDictionary<string, string> Metadata => JsonSerializer.Deserialize<Dictionary<string, string>>(MetadataJson)!;

    public string? OrderId => Metadata.GetValueOrDefault("order_id");

    public long AmountRefundable => AmountReceived - AmountRefunded;

    public void Authorize(string chargeId) =>
        (Status, AmountCapturable, LatestCharge) = (IntentStatus.RequiresCapture, Amount, chargeId);

    public void Decline(string chargeId, string declineCode) => (DeclineCode, LatestCharge) = (declineCode, chargeId);

    /// <summary>Takes the amount; what is left of the authorisation is released.</summary>
    public void Capture(long amount) =>
        (Status, AmountCapturable, AmountReceived) = (IntentStatus.Succeeded, 0, amount);

    public void Cancel() => (Status, AmountCapturable) = (IntentStatus.Canceled, 0);

    public void Refund(long amount) => AmountRefunded += amount;
}
