namespace CampusCafe.Simulators.Payments;

/// <summary>Money given back. Minor units.</summary>
internal sealed class Refund
{
    public long Sequence { get; private set; }

    public required string Id { get; init; }

    public required string IntentId { get; init; }

    public required string? Charge { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string? Reason { get; init; }

    public required string MetadataJson { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
