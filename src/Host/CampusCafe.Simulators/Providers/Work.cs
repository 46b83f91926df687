using CampusCafe.Simulators.Storage;

namespace CampusCafe.Simulators.Providers;

/// <summary>One mutating request inside its transaction. The token follows the simulators' life, never the caller's.</summary>
internal sealed record Work(SimulatorDb Db, ProviderRequest Request, DateTimeOffset Now, CancellationToken CancellationToken)
{
    /// <summary>The fault board asks for a clean refusal.</summary>
    public bool Declined { get; init; }

    public string? IdempotencyKey => Request.IdempotencyKey;
}
