namespace CampusCafe.Ordering.Orders;

/// <summary>What the outside calls an order's state.</summary>
internal static class OrderStatus
{
    public const string Confirmed = "confirmed";
    public const string Rejected = "rejected";
    public const string Cancelled = "cancelled";

    public static string Of(Saga saga) => Of(saga.State);

    /// <summary>The states that the outside calls so; empty for a name that there isn't.</summary>
    public static IReadOnlyList<SagaState> StatesOf(string status) => [.. Enum.GetValues<SagaState>().Where(state => Of(state) == status)];

    public static string Of(SagaState state) => state switch
    {
        SagaState.Holding or SagaState.Authorizing or SagaState.Preparing or SagaState.Capturing => "placed",
        SagaState.Dispatching => Confirmed,
        SagaState.Shipped => "shipped",
        SagaState.Completed => "completed",
        SagaState.Undoing => "cancelling",
        SagaState.Rejected => Rejected,
        SagaState.Cancelled => Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Whoever waited for the checkout's outcome has it: the money is taken, or it won't be.</summary>
    public static bool IsDecided(Saga saga) =>
        saga.State is SagaState.Dispatching or SagaState.Shipped or SagaState.Completed or SagaState.Rejected or SagaState.Cancelled;

    /// <summary>The code of the refusal that came first; null when there was none.</summary>
    public static string? FailureCode(Cause cause) => cause switch
    {
        Cause.OutOfStock => "out_of_stock",
        Cause.PaymentDeclined => "payment_declined",
        Cause.PaymentMethodInvalid => "payment_method_invalid",
        Cause.StockCommitRejected => "stock_commit_rejected",
        Cause.ShipmentRejected => "shipment_rejected",
        Cause.CaptureFailed => "capture_failed",
        Cause.DispatchRefused => "dispatch_refused",
        Cause.DeadlineExceeded => "deadline_exceeded",
        _ => null,
    };
}
