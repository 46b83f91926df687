using CampusCafe.Ordering.Contracts;

namespace CampusCafe.Operations.Orders;

/// <summary>The saga's path as steps: done, current, refused, undone, or still to come.</summary>
internal static class SagaPath
{
    private const string Done = "is-done";
    private const string Current = "is-current";
    private const string Refused = "is-refused";
    private const string Undoing = "is-undoing";
    private const string Undone = "is-undone";
    private const string ToCome = "";

    private static readonly string[] Forward = ["Holding", "Authorizing", "Preparing", "Capturing", "Dispatching", "Shipped", "Completed"];

    /// <summary>What each step is called, and its class.</summary>
    public static IReadOnlyList<(string Step, string Class)> Of(OrderCase order)
    {
        var at = Array.IndexOf(Forward, order.State);
        var legs = order.Legs;
        List<(string, string)> steps =
        [
            ("Stock held", Leg(legs.Stock, isPast: at > 0, isNow: at == 0)),
            ("Payment authorized", Leg(legs.Payment, isPast: at > 1, isNow: at == 1)),
            ("Stock committed", at >= 0 ? Leg(legs.Stock, isPast: at > 2, isNow: at == 2 && legs.Stock != "Done") : ToCome),
            ("Shipment booked", Leg(legs.Shipment, isPast: at > 2, isNow: at == 2 && legs.Shipment != "Done")),
            ("Payment captured", at > 3 ? Done : at == 3 ? Current : ToCome),
            ("Goods dispatched", at > 4 || legs.Goods is not "Here" ? Done : at == 4 ? Current : ToCome),
            ("Delivered", order.State == "Completed" || legs.Goods == "Arrived" ? Done : order.State == "Shipped" ? Current : ToCome),
        ];
        switch (order.State)
        {
            case "Undoing":
                steps.Add(("Undoing", Current));
                break;
            case "Rejected":
                steps.Add(("Rejected", Refused));
                break;
            case "Cancelled":
                steps.Add(("Cancelled", Undone));
                break;
        }

        return steps;
    }

    private static string Leg(string leg, bool isPast, bool isNow) => leg switch
    {
        "Refused" => Refused,
        "Undoing" => Undoing,
        "Undone" => Undone,
        _ when isPast => Done,
        _ when isNow => leg == "Done" ? Done : Current,
        "Done" => Done,
        _ => ToCome,
    };
}
