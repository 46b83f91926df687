namespace CampusCafe.Ordering.Orders;

internal enum SagaState
{
    Holding,
    Authorizing,

    /// <summary>Committing the stock and booking the shipment, side by side.</summary>
    Preparing,

    /// <summary>The pivot: from here on money moves.</summary>
    Capturing,

    /// <summary>The goods are leaving: no cancel any more.</summary>
    Dispatching,
    Shipped,
    Completed,
    Undoing,
    Rejected,
    Cancelled,
}

/// <summary>How far one module's part has come.</summary>
internal enum Leg
{
    None,
    Asked,
    Done,
    Refused,
    Undoing,
    Undone,
}

/// <summary>What the carrier has told us about the goods, whether we asked for it or not.</summary>
internal enum Goods
{
    Here,
    Left,
    Arrived,
    Lost,
}

/// <summary>Why an order is undone: the first cause decides how it ends.</summary>
internal enum Cause
{
    None,
    CustomerCancelled,
    OutOfStock,
    PaymentDeclined,
    PaymentMethodInvalid,
    StockCommitRejected,
    ShipmentRejected,
    CaptureFailed,
    DispatchRefused,
    DeadlineExceeded,

    /// <summary>An operator decided to give the money back for goods that left or were lost.</summary>
    OperatorRefunded,
}

/// <summary>What the saga itself wants a person to look at.</summary>
[Flags]
internal enum SagaAttention
{
    None = 0,
    DeadlinePassed = 1,
    CarrierActedAlone = 2,
    ShipmentLost = 4,

    /// <summary>The goods left, but their stock could not be committed: count the shelf.</summary>
    StockNotCommitted = 8,
}

/// <summary>All that the saga reacts to.</summary>
internal enum SagaInput
{
    StockHeld,
    StockRejected,
    PaymentAuthorized,
    PaymentDeclined,
    PaymentMethodInvalid,
    StockCommitted,
    CommitRejected,
    ShipmentCreated,
    ShipmentRejected,
    PaymentCaptured,
    CaptureFailed,
    ShipmentDispatched,
    DispatchRefused,
    ShipmentDelivered,
    ShipmentLost,
    StockCancelled,
    PaymentCancelled,
    ShipmentCancelled,
    CancelTooLate,
    CancelRequested,
    DeadlinePassed,

    /// <summary>An operator's remedy for goods that left by themselves: take the money.</summary>
    Charge,

    /// <summary>An operator's remedy for goods that left by themselves or were lost: give the money back.</summary>
    Refund,
}

/// <summary>All that the saga tells the modules.</summary>
internal enum SagaCommand
{
    HoldStock,
    AuthorizePayment,
    CommitStock,
    CreateShipment,
    CapturePayment,
    DispatchShipment,
    CancelShipment,
    CancelPayment,
    CancelStock,
}
