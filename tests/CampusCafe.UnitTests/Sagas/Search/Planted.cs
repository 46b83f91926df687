using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Ordering.Orders;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>Bugs for the search to find.</summary>
internal static class Planted
{
    /// <summary>The table with this row in place of its own for that state and trigger.</summary>
    public static TransitionTable<TState, TTrigger, TEffect> With<TState, TTrigger, TEffect>(
        this TransitionTable<TState, TTrigger, TEffect> table, TState from, TTrigger on, TState to, params TEffect[] effects)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum
    {
        var changed = table.Without(from, on);
        changed.Add(from, on, to, effects);
        return changed;
    }

    public static TransitionTable<TState, TTrigger, TEffect> Without<TState, TTrigger, TEffect>(
        this TransitionTable<TState, TTrigger, TEffect> table, TState from, TTrigger on)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum
    {
        TransitionTable<TState, TTrigger, TEffect> changed = [];
        foreach (var row in table.Where(row => !(row.From.Equals(from) && row.On.Equals(on))))
        {
            changed.Add(row.From, row.On, row.To, [.. row.Effects]);
        }

        return changed;
    }

    public static SagaStep DispatchBeforeCapture(Saga saga, SagaInput input)
    {
        var step = saga.On(input);
        return saga.State is SagaState.Preparing && step.Next.State is SagaState.Capturing
            ? new(step.Next, [.. step.Commands, SagaCommand.DispatchShipment])
            : step;
    }

    public static SagaStep CancelPaymentBesideShipment(Saga saga, SagaInput input)
    {
        var step = saga.On(input);
        return step.Commands is [SagaCommand.CancelShipment]
            ? new(step.Next with { Payment = Leg.Undoing }, SagaCommand.CancelShipment, SagaCommand.CancelPayment)
            : step;
    }

    public static SagaStep NeverAskForAttention(Saga saga, SagaInput input)
    {
        var step = saga.On(input);
        return new(step.Next with { Attention = SagaAttention.None }, step.Commands);
    }

    public static SagaStep KeepThePaymentWhenCancelled(Saga saga, SagaInput input)
    {
        var step = saga.On(input);
        return step.Commands is [SagaCommand.CancelPayment, SagaCommand.CancelStock]
            ? new(step.Next with { Payment = Leg.Undone }, SagaCommand.CancelStock)
            : step;
    }
}
