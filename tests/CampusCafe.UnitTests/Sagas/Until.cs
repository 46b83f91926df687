using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The replies that bring a new order to a state.</summary>
internal static class Until
{
    public static readonly SagaInput[] Holding = [];

    public static readonly SagaInput[] Authorizing = [StockHeld];

    public static readonly SagaInput[] Preparing = [.. Authorizing, PaymentAuthorized];

    public static readonly SagaInput[] Capturing = [.. Preparing, StockCommitted, ShipmentCreated];

    public static readonly SagaInput[] Dispatching = [.. Capturing, PaymentCaptured];

    public static readonly SagaInput[] Shipped = [.. Dispatching, ShipmentDispatched];

    public static readonly SagaInput[] Completed = [.. Shipped, ShipmentDelivered];

    /// <summary>A cancel was accepted, and the carrier is being asked.</summary>
    public static readonly SagaInput[] Undoing = [.. Capturing, CancelRequested];

    public static readonly SagaInput[] Cancelled = [.. Undoing, ShipmentCancelled, PaymentCancelled, StockCancelled];

    public static readonly SagaInput[] Rejected = [StockRejected];
}
