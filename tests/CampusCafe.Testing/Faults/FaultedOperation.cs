namespace CampusCafe.Testing.Faults;

/// <summary>One thing that the shop asks of a provider, and what is to become of an order while it goes wrong.</summary>
/// <param name="Name">For people; unlike <paramref name="Operation"/> it says whose inquiry is meant.</param>
/// <param name="Target">The provider, as the fault board names it.</param>
/// <param name="Operation">As the fault board names it.</param>
/// <param name="Call">The outgoing call that suffers.</param>
/// <param name="End">How the order ends when the provider is only troublesome.</param>
internal sealed record FaultedOperation(string Name, string Target, string Operation, string Call, string End)
{
    private const string Completed = "completed";
    private const string Overdue = "rejected, deadline_exceeded";

    /// <summary>What happens once on the way, so that the shop comes to ask for this at all; null on the happy path.</summary>
    public (string Target, string Operation, string Mode)? Cause { get; private init; }

    /// <summary>How it ends when the provider refuses for good; null where the shop doesn't take no for an answer.</summary>
    public string? Declined { get; private init; }

    /// <summary>How it ends when there is no answer until the deadline; null where the shop waits.</summary>
    public string? Unanswered { get; private init; }

    public static IReadOnlyList<FaultedOperation> All { get; } =
    [
        new("authorize", "payments", "authorize", "authorize", Completed) { Declined = "rejected, payment_declined", Unanswered = Overdue },
        new("capture", "payments", "capture", "capture", Completed) { Declined = "rejected, capture_failed" },
        new("void", "payments", "void", "void", "rejected, shipment_rejected") { Cause = ("carrier", "create", "decline") },
        new("refund", "payments", "refund", "refund", "rejected, dispatch_refused") { Cause = ("carrier", "dispatch", "decline") },
        new("create", "carrier", "create", "create", Completed) { Declined = "rejected, shipment_rejected", Unanswered = Overdue },
        new("cancel", "carrier", "cancel", "cancel", "rejected, capture_failed") { Cause = ("payments", "capture", "decline") },
        new("dispatch", "carrier", "dispatch", "dispatch", Completed) { Declined = "rejected, dispatch_refused" },
        new("inquire payment", "payments", "inquire", "capture", Completed) { Cause = ("payments", "capture", "lostReply") },
        new("inquire shipment", "carrier", "inquire", "dispatch", Completed) { Cause = ("carrier", "dispatch", "lostReply") },
    ];
}
