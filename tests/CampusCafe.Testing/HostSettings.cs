using CampusCafe.Simulators;

namespace CampusCafe.Testing;

/// <summary>The command line of a host under test, without the leading dashes.</summary>
internal static class HostSettings
{
    /// <summary>No order is undone because the machine is slow.</summary>
    public const string PatientDeadline = "Ordering:Deadline=00:10:00";

    /// <summary>Delays scaled down, as the simulators' are, and time enough for every order; nothing else differs from production.</summary>
    public static IReadOnlyList<string> Quick { get; } =
    [
        PatientDeadline,
        "Messaging:PollInterval=00:00:00.5",
        "OutgoingCalls:FirstRetryAfter=00:00:00.02",
        "OutgoingCalls:LongestRetryAfter=00:00:00.2",
        "Shipping:Polling:Interval=00:00:00.2",
        "Shipping:Polling:Every=00:00:00.2",
    ];

    /// <summary>On a free port, beside simulators that run elsewhere.</summary>
    public static IReadOnlyList<string> Beside(string simulatorsUrl, SimulatorOptions simulators) =>
    [
        "environment=Development",
        "urls=http://127.0.0.1:0",
        "Simulators:Enabled=false",
        $"Payments:Gateway:BaseAddress={simulatorsUrl}",
        $"Payments:Gateway:ApiKey={simulators.PaymentsApiKey}",
        $"Payments:Webhooks:Secret={simulators.PaymentsWebhookSecret}",
        $"Shipping:Carrier:BaseAddress={simulatorsUrl}",
        $"Shipping:Carrier:ApiKey={simulators.CarrierApiKey}",
        $"Shipping:Webhooks:Secret={simulators.CarrierWebhookSecret}",
    ];
}
