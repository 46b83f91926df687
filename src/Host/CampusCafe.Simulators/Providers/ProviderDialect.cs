using CampusCafe.Simulators.Faults;

namespace CampusCafe.Simulators.Providers;

/// <summary>How one provider says what both have to say.</summary>
internal abstract class ProviderDialect(FaultTarget target, string apiKey)
{
    public FaultTarget Target { get; } = target;

    public string Name { get; } = target.ToString();

    public bool Admits(HttpRequest request) => request.Headers.Authorization.ToString() == $"Bearer {apiKey}";

    public abstract Answer Unauthorized();

    public abstract Answer KeyUnusable();

    public abstract Answer KeyInUse();

    public abstract Answer KeyMismatch();

    /// <summary>500: the provider broke before it did anything.</summary>
    public abstract Answer ServerError();

    /// <summary>503: nothing was even begun.</summary>
    public abstract Answer Unavailable();

    /// <summary>A clean refusal of the operation; null where the operation itself knows how to refuse.</summary>
    public abstract Answer? Refusal(Operation operation);
}
