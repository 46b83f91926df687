using CampusCafe.Inventory.Holds;
using CampusCafe.Ordering.Orders;
using CampusCafe.Payments.Payments;
using CampusCafe.Shipping.Shipments;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>One state of everything that concerns one order: what each module believes, what is true, what is under way.</summary>
internal readonly record struct World
{
    public required Saga Saga { get; init; }

    public HoldStatus Hold { get; init; }

    public PaymentStatus Payment { get; init; }

    public ShipmentStatus Shipment { get; init; }

    public Provider Provider { get; init; }

    public Carrier Carrier { get; init; }

    public Fifo ToInventory { get; init; }

    public Fifo ToPayments { get; init; }

    public Fifo ToShipping { get; init; }

    public Fifo FromInventory { get; init; }

    public Fifo FromPayments { get; init; }

    public Fifo FromShipping { get; init; }

    /// <summary>Our dispatch took the goods away while the money was not ours: must never be.</summary>
    public bool SentUnpaid { get; init; }

    public byte CancelsLeft { get; init; }

    public byte DeadlinesLeft { get; init; }

    public byte ResumesLeft { get; init; }

    public byte LoneActsLeft { get; init; }

    public byte LossesLeft { get; init; }

    public bool NothingUnderWay =>
        ToInventory.IsEmpty && ToPayments.IsEmpty && ToShipping.IsEmpty
        && FromInventory.IsEmpty && FromPayments.IsEmpty && FromShipping.IsEmpty;

    public static World Begin(Bounds bounds) => new World
    {
        Saga = Saga.Start.Next,
        CancelsLeft = bounds.Cancels,
        DeadlinesLeft = bounds.Deadlines,
        ResumesLeft = bounds.Resumes,
        LoneActsLeft = bounds.LoneActs,
        LossesLeft = bounds.Losses,
    }.Send(Saga.Start.Commands);

    public World Send(IEnumerable<SagaCommand> commands)
    {
        var world = this;
        foreach (var command in commands)
        {
            world = command switch
            {
                SagaCommand.HoldStock or SagaCommand.CommitStock or SagaCommand.CancelStock =>
                    world with { ToInventory = world.ToInventory.Add((int)command) },
                SagaCommand.AuthorizePayment or SagaCommand.CapturePayment or SagaCommand.CancelPayment =>
                    world with { ToPayments = world.ToPayments.Add((int)command) },
                _ => world with { ToShipping = world.ToShipping.Add((int)command) },
            };
        }

        return world;
    }
}
