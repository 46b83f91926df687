using CampusCafe.Simulators.Faults;

namespace CampusCafe.Simulators.Webhooks;

/// <summary>A webhook that has not been answered 2xx yet; deleted when it was.</summary>
internal sealed class OutgoingWebhook
{
    public long Sequence { get; private set; }

    public required string Sender { get; init; }

    /// <summary>Intent or shipment; its webhooks go out in order.</summary>
    public required string Subject { get; init; }

    public required string Payload { get; init; }

    public int Attempts { get; private set; }

    public required DateTimeOffset DueAt { get; set; }

    public static OutgoingWebhook Of(FaultTarget sender, string subject, string payload, DateTimeOffset now) => new()
    {
        Sender = sender.ToString(),
        Subject = $"{sender}/{subject}",
        Payload = payload,
        DueAt = now,
    };

    public void Failed(DateTimeOffset retryAt) => (Attempts, DueAt) = (Attempts + 1, retryAt);
}
