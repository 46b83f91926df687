using CampusCafe.Ordering.Orders;

namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>The saga gets a reply, a wish of the customer's, the deadline, or an operator's decision.</summary>
internal sealed class OrderingMoves(Machines machines)
{
    private static readonly Direction[] Sources = [Direction.FromInventory, Direction.FromPayments, Direction.FromShipping];

    private readonly Dictionary<(ulong, SagaInput), SagaStep> decided = [];

    public IEnumerable<Move> From(World world) => [.. Replies(world), .. Outside(world)];

    private IEnumerable<Move> Replies(World world)
    {
        foreach (var from in Sources.Where(from => !world[from].IsEmpty))
        {
            var (reply, rest) = ((SagaInput)world[from].Head, world.With(from, world[from].Rest));
            yield return Handle(reply, rest);
            if (reply is SagaInput.PaymentDeclined)
            {
                // One message with a flag: the machine of Payments makes no difference, the saga's cause does.
                yield return Handle(SagaInput.PaymentMethodInvalid, rest);
            }
        }
    }

    /// <summary>A wish that changes nothing is left out: it is the same as none.</summary>
    private IEnumerable<Move> Outside(World world)
    {
        var saga = world.Saga;
        if (world.CancelsLeft > 0 && Step(saga, SagaInput.CancelRequested).Next != saga)
        {
            yield return Handle(SagaInput.CancelRequested, world with { CancelsLeft = (byte)(world.CancelsLeft - 1) }, Mover.Outside);
        }

        if (world.DeadlinesLeft > 0 && Step(saga, SagaInput.DeadlinePassed).Next != saga)
        {
            yield return Handle(SagaInput.DeadlinePassed, world with { DeadlinesLeft = (byte)(world.DeadlinesLeft - 1) }, Mover.Outside);
        }

        if (saga.CanBeCharged)
        {
            yield return Handle(SagaInput.Charge, world, Mover.Outside);
        }

        if (saga.CanBeRefunded)
        {
            yield return Handle(SagaInput.Refund, world, Mover.Outside);
        }

        if (world.ResumesLeft > 0 && saga.Awaited is { Count: > 0 } awaited)
        {
            var resumed = world with { ResumesLeft = (byte)(world.ResumesLeft - 1) };
            yield return new(Mover.Outside, "Operator", "resume", resumed.Send(awaited));
        }
    }

    private Move Handle(SagaInput input, World world, Mover by = Mover.System)
    {
        var step = Step(world.Saga, input);
        return new(by, "Ordering", input.ToString(), (world with { Saga = step.Next }).Send(step.Commands));
    }

    private SagaStep Step(Saga saga, SagaInput input)
    {
        var key = (WorldKey.Of(saga), input);
        if (!decided.TryGetValue(key, out var step))
        {
            step = machines.Decide(saga, input);
            decided.Add(key, step);
        }

        return step;
    }
}
