namespace CampusCafe.Simulators.Faults;

/// <summary>What a provider can be asked to do; <see cref="Inquire"/> is every GET of a provider's resource.</summary>
internal enum Operation
{
    Authorize,
    Capture,
    Void,
    Refund,
    Create,
    Cancel,
    Dispatch,
    Inquire,
}
