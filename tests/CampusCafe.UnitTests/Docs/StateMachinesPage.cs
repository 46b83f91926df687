using CampusCafe.Inventory.Holds;
using CampusCafe.Payments.Payments;
using CampusCafe.Shipping.Shipments;

namespace CampusCafe.UnitTests.Docs;

/// <summary>The text of <c>docs/state-machines.md</c>.</summary>
internal static class StateMachinesPage
{
    public const string Path = "docs/state-machines.md";

    public const string HowToRefresh = "CAMPUSCAFE_UPDATE_DOCS=1 dotnet test tests/CampusCafe.UnitTests";

    public static string Text() => string.Join('\n', Lines()) + '\n';

    private static IEnumerable<string> Lines() =>
    [
        "# State machines",
        "",
        $"Generated from the code; don't edit it by hand. `{HowToRefresh}` draws it anew, and a test fails when it is out of date.",
        "",
        "An arrow is read as *what comes in / what goes out*. Arrows from a state to itself are left out where they only repeat a reply,",
        "make the open call due at once, or change nothing that is drawn here. How the machines play together, with every",
        "interleaving of messages and faults, is tried by `tests/CampusCafe.UnitTests/Sagas/Search`.",
        "",
        "## The order (saga)",
        "",
        "Ordering leads: each reply from a module moves the order on and sends the next commands. What the carrier says about the goods",
        "may come at any time, so some arrows skip steps that it has already done. `Charge` and `Refund` are an operator's remedies for",
        "goods that left by themselves or were lost. Drawn is what the exhaustive search meets; what goes out may depend on how far",
        "the modules have come, hence several lines on one arrow.",
        "",
        .. Mermaid.Diagram(SagaEdges.All()),
        "",
        "## The hold (Inventory)",
        "",
        "Stock is set aside, then sold; a cancel gives it back from wherever it is, and a cancel that comes first leaves a tombstone.",
        "",
        .. Mermaid.Diagram(TableEdges.Of(HoldMachine.Table)),
        "",
        "## The payment (Payments)",
        "",
        "A state in -ing stands for an open call to the provider, whose outcome is found out before anything else is done:",
        "a cancel in the middle of a call waits for the truth, then voids or refunds.",
        "",
        .. Mermaid.Diagram(TableEdges.Of(PaymentMachine.Table)),
        "",
        "## The shipment (Shipping)",
        "",
        "Like the payment, but the carrier may act alone: `Left`, `Arrived` and `Vanished` are what webhooks and polling tell.",
        "",
        .. Mermaid.Diagram(TableEdges.Of(ShipmentMachine.Table)),
    ];
}
