using CampusCafe.UnitTests.Sagas.Search.Moves;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>
/// An explicit-state model checker: breadth first over every interleaving, so that the first violation found is one of
/// the shortest; then liveness, backwards over the graph that was found.
/// </summary>
internal sealed class Exploration
{
    /// <summary>Keeps one run within seconds and some hundred megabytes; a run that needs more has bounds that are too wide.</summary>
    private const int MaxStates = 3_000_000;

    private readonly Bounds bounds;
    private readonly Machines machines;
    private readonly OrderingMoves ordering;
    private readonly InventoryMoves inventory;
    private readonly PaymentMoves payments;
    private readonly ShippingMoves shipping;
    private readonly Dictionary<WorldKey, int> visited = [];
    private readonly List<World> worlds = [];
    private readonly List<int> parents = [];
    private readonly Graph graph = new();

    private Exploration(Machines machines, Bounds bounds)
    {
        (this.machines, this.bounds) = (machines, bounds);
        (ordering, inventory) = (new(machines), new(machines, bounds));
        (payments, shipping) = (new(machines, bounds), new(machines, bounds));
    }

    public static Finding Of(Bounds bounds, Machines? machines = null)
    {
        var exploration = new Exploration(machines ?? new(), bounds);
        var violation = exploration.Run();
        return new(exploration.worlds.Count, exploration.graph.Edges, violation);
    }

    private string? Run()
    {
        Visit(World.Begin(bounds), parent: 0);
        for (var state = 0; state < worlds.Count; state++)
        {
            Assert.True(worlds.Count <= MaxStates, $"More than {MaxStates} states: narrow the bounds.");
            if ((Broken(state) ?? Expand(state)) is { } violation)
            {
                return Tell(violation, state);
            }
        }

        return Liveness();
    }

    private string? Broken(int state) => Invariants.Broken(worlds[state], AtRest(state));

    private string? Expand(int state)
    {
        try
        {
            var moved = false;
            foreach (var move in MovesFrom(worlds[state]))
            {
                moved = true;
                graph.Add(state, Visit(move.To, state), move.By);
            }

            return moved || IsFinished(state) ? null : "Stuck: nothing can happen, and nothing is finished.";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    /// <summary>The system must finish or call for an operator by its own means; with an operator it must always finish.</summary>
    private string? Liveness()
    {
        bool NeedsOperator(int state) =>
            worlds[state] is { Saga.AwaitsRemedy: true } or { Saga.CanBeRefunded: true } or { SetAside: not null };

        var stuck = graph.FirstThatCannotReach(state => IsFinished(state) || NeedsOperator(state), worlds.Count, ownMeansOnly: true);
        if (stuck is { } alone)
        {
            return Tell("Stuck: the system by its own means neither finishes nor calls for an operator.", alone);
        }

        var lost = graph.FirstThatCannotReach(IsFinished, worlds.Count, ownMeansOnly: false);
        return lost is { } helpless ? Tell("Stuck: not even an operator can finish this order.", helpless) : null;
    }

    private int Visit(in World world, int parent)
    {
        var key = WorldKey.Of(world);
        if (!visited.TryGetValue(key, out var state))
        {
            state = worlds.Count;
            visited.Add(key, state);
            worlds.Add(world);
            parents.Add(parent);
        }

        return state;
    }

    private IEnumerable<Move> MovesFrom(World world) =>
    [
        .. ordering.From(world),
        .. inventory.From(world),
        .. payments.From(world),
        .. shipping.From(world),
        .. CarrierMoves.From(world),
        .. RelayMoves.From(world),
    ];

    private bool IsFinished(int state) => worlds[state].Saga.IsTerminal && AtRest(state);

    private bool AtRest(int state) => Rest.IsReached(worlds[state], machines);

    private string Tell(string violation, int state)
    {
        List<string> steps = [];
        for (var at = state; at != 0; at = parents[at])
        {
            var to = WorldKey.Of(worlds[at]);
            steps.Add(MovesFrom(worlds[parents[at]]).First(move => WorldKey.Of(move.To) == to).ToString());
        }

        steps.Reverse();
        return Trace.Of(violation, steps, worlds[state]);
    }
}
