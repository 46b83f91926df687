using CampusCafe.Simulators.Payments;

namespace CampusCafe.Simulators.Ledger;

/// <summary>Money that really moved, or was reserved or released. Append-only.</summary>
internal sealed class PaymentEffect
{
    public long Sequence { get; private set; }

    public required string IntentId { get; init; }

    public required string? OrderId { get; init; }

    public required string Operation { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string? IdempotencyKey { get; init; }

    public required DateTimeOffset At { get; init; }

    public static PaymentEffect Of(PaymentIntent intent, string operation, long amount, string? idempotencyKey, DateTimeOffset now) => new()
    {
        IntentId = intent.Id,
        OrderId = intent.OrderId,
        Operation = operation,
        Amount = amount,
        Currency = intent.Currency.ToUpperInvariant(),
        IdempotencyKey = idempotencyKey,
        At = now,
    };
}
