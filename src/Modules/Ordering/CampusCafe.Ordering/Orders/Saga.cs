using static CampusCafe.Ordering.Orders.SagaCommand;

namespace CampusCafe.Ordering.Orders;

/// <summary>What the saga decided: its next state and the commands that go out in the same commit.</summary>
internal readonly record struct SagaStep(Saga Next, params SagaCommand[] Commands);

/// <summary>
/// The order's progress through the modules. A value: <see cref="On"/> takes an input and returns the next value
/// and the commands to send, and touches nothing else, so every interleaving can be tried in a unit test.
/// </summary>
internal sealed record Saga
{
    /// <summary>A new order: asking for its stock.</summary>
    public static readonly SagaStep Start = new(new() { State = SagaState.Holding, Stock = Leg.Asked }, HoldStock);

    public SagaState State { get; init; }

    public Leg Stock { get; init; }

    public Leg Payment { get; init; }

    public Leg Shipment { get; init; }

    public Goods Goods { get; init; }

    public Cause Cause { get; init; }

    public SagaAttention Attention { get; init; }

    public bool IsTerminal => State is SagaState.Completed or SagaState.Rejected or SagaState.Cancelled;

    /// <summary>Undoing, but the goods are gone: only an operator can say whether to charge or to refund.</summary>
    public bool AwaitsRemedy =>
        State is SagaState.Undoing && Goods is not Goods.Here && Payment is not (Leg.Undoing or Leg.Undone);

    /// <summary>Decided on the order's row: before DispatchShipment is written yes, after it no.</summary>
    public bool CanBeCancelled =>
        State is SagaState.Holding or SagaState.Authorizing or SagaState.Preparing or SagaState.Capturing && Goods is Goods.Here;

    /// <summary>Capture is only possible while the payment has not been asked to cancel.</summary>
    public bool CanBeCharged => AwaitsRemedy && Payment is Leg.Asked or Leg.Done;

    /// <summary>The money can be given back for goods that left by themselves or were lost.</summary>
    public bool CanBeRefunded => AwaitsRemedy || (State is SagaState.Shipped && Goods is Goods.Lost);

    /// <summary>The commands whose replies the state still awaits: sent anew when an operator resumes the order.</summary>
    public IReadOnlyList<SagaCommand> Awaited => [.. AwaitedCommands()];

    /// <summary>The next value and the commands to send; the same value and none where the input changes nothing.</summary>
    public SagaStep On(SagaInput input) => SagaRules.Decide(this, input);

    private IEnumerable<SagaCommand> AwaitedCommands()
    {
        if (State is SagaState.Holding)
        {
            yield return HoldStock;
        }

        if (State is SagaState.Authorizing)
        {
            yield return AuthorizePayment;
        }

        if (State is not SagaState.Holding && Stock is Leg.Asked)
        {
            yield return CommitStock;
        }

        if (State is SagaState.Preparing && Shipment is Leg.Asked)
        {
            yield return CreateShipment;
        }

        if (State is SagaState.Capturing)
        {
            yield return CapturePayment;
        }

        if (State is SagaState.Dispatching)
        {
            yield return DispatchShipment;
        }

        if (Shipment is Leg.Undoing)
        {
            yield return CancelShipment;
        }

        if (Payment is Leg.Undoing)
        {
            yield return CancelPayment;
        }

        if (Stock is Leg.Undoing)
        {
            yield return CancelStock;
        }
    }
}
