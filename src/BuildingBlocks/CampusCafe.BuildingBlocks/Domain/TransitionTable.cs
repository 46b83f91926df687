using System.Collections;

namespace CampusCafe.BuildingBlocks.Domain;

/// <summary>One row: in a state, on a trigger, go to a state and do some things.</summary>
public sealed record Transition<TState, TTrigger, TEffect>(TState From, TTrigger On, TState To, IReadOnlyList<TEffect> Effects);

/// <summary>
/// A state machine as data: the code runs it, tests enumerate it and the documents' diagrams are drawn from it.
/// </summary>
public sealed class TransitionTable<TState, TTrigger, TEffect> : IEnumerable<Transition<TState, TTrigger, TEffect>>
    where TState : struct, Enum
    where TTrigger : struct, Enum
    where TEffect : struct, Enum
{
    private readonly Dictionary<(TState, TTrigger), Transition<TState, TTrigger, TEffect>> rows = [];

    /// <exception cref="ArgumentException">The pair is there already.</exception>
    public void Add(TState from, TTrigger on, TState to, params TEffect[] effects) =>
        rows.Add((from, on), new(from, on, to, effects));

    /// <summary>A row that is legal and has nothing to do.</summary>
    public void Add(TState from, TTrigger on, TState to) => rows.Add((from, on), new(from, on, to, []));

    /// <summary>Null where nothing happens: the trigger is no longer of interest in that state.</summary>
    public Transition<TState, TTrigger, TEffect>? Find(TState from, TTrigger on) => rows.GetValueOrDefault((from, on));

    /// <exception cref="InvalidOperationException">Nobody should have sent this here: a bug.</exception>
    public Transition<TState, TTrigger, TEffect> Require(TState from, TTrigger on) =>
        Find(from, on) ?? throw new InvalidOperationException($"{on} is not legal in {from}.");

    public IEnumerator<Transition<TState, TTrigger, TEffect>> GetEnumerator() => rows.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
