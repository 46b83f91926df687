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

    /// <summary>A message that exhausted its attempts and waits for its redrive, while those behind it go on.</summary>
    public DeadLetter? SetAside { get; init; }

    /// <summary>Our dispatch took the goods away while the money was not ours: must never be.</summary>
    public bool SentUnpaid { get; init; }

    public byte CancelsLeft { get; init; }

    public byte DeadlinesLeft { get; init; }

    public byte ResumesLeft { get; init; }

    public byte LoneActsLeft { get; init; }

    public byte LossesLeft { get; init; }

    public byte DeadLettersLeft { get; init; }

    public bool NothingUnderWay =>
        SetAside is null && ToInventory.IsEmpty && ToPayments.IsEmpty && ToShipping.IsEmpty
        && FromInventory.IsEmpty && FromPayments.IsEmpty && FromShipping.IsEmpty;

    public static World Begin(Bounds bounds) => new World
    {
        Saga = Saga.Start.Next,
        CancelsLeft = bounds.Cancels,
        DeadlinesLeft = bounds.Deadlines,
        ResumesLeft = bounds.Resumes,
        LoneActsLeft = bounds.LoneActs,
        LossesLeft = bounds.Losses,
        DeadLettersLeft = bounds.DeadLetters,
    }.Send(Saga.Start.Commands);

    public Fifo this[Direction direction] => direction switch
    {
        Direction.ToInventory => ToInventory,
        Direction.ToPayments => ToPayments,
        Direction.ToShipping => ToShipping,
        Direction.FromInventory => FromInventory,
        Direction.FromPayments => FromPayments,
        _ => FromShipping,
    };

    public World With(Direction direction, Fifo messages) => direction switch
    {
        Direction.ToInventory => this with { ToInventory = messages },
        Direction.ToPayments => this with { ToPayments = messages },
        Direction.ToShipping => this with { ToShipping = messages },
        Direction.FromInventory => this with { FromInventory = messages },
        Direction.FromPayments => this with { FromPayments = messages },
        _ => this with { FromShipping = messages },
    };

    public World Send(IEnumerable<SagaCommand> commands)
    {
        var world = this;
        foreach (var command in commands)
        {
            var to = command switch
            {
                SagaCommand.HoldStock or SagaCommand.CommitStock or SagaCommand.CancelStock => Direction.ToInventory,
                SagaCommand.AuthorizePayment or SagaCommand.CapturePayment or SagaCommand.CancelPayment => Direction.ToPayments,
                _ => Direction.ToShipping,
            };
            world = world.With(to, world[to].Add((int)command));
        }

        return world;
    }
}
