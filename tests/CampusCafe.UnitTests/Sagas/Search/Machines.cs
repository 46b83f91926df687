using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Inventory.Holds;
using CampusCafe.Ordering.Orders;
using CampusCafe.Payments.Payments;
using CampusCafe.Shipping.Shipments;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>The four machines under search; tests replace one to plant a bug.</summary>
internal sealed record Machines
{
    public Func<Saga, SagaInput, SagaStep> Decide { get; init; } = static (saga, input) => saga.On(input);

    public TransitionTable<HoldStatus, HoldTrigger, HoldEffect> Hold { get; init; } = HoldMachine.Table;

    public TransitionTable<PaymentStatus, PaymentTrigger, PaymentEffect> Payment { get; init; } = PaymentMachine.Table;

    public TransitionTable<ShipmentStatus, ShipmentTrigger, ShipmentEffect> Shipment { get; init; } = ShipmentMachine.Table;
}
