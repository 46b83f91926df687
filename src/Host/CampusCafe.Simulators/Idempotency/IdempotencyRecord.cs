namespace CampusCafe.Simulators.Idempotency;

/// <summary>The answer that was given under a key; committed together with the effect it reports.</summary>
internal sealed class IdempotencyRecord
{
    public required string Provider { get; init; }

    public required string Key { get; init; }

    /// <summary>Hash of path and body: the same key for anything else is refused.</summary>
    public required string Fingerprint { get; init; }

    public required int Status { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset FirstUsedAt { get; init; }
}
