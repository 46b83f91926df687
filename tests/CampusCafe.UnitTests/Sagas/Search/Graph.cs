namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>The states' successors, for asking backwards from where a state can be reached.</summary>
internal sealed class Graph
{
    private readonly List<(int From, int To, bool Own)> edges = [];

    public int Edges => edges.Count;

    public void Add(int from, int to, Mover by) => edges.Add((from, to, by is Mover.System));

    /// <summary>The lowest state (so the one with the shortest trace) from which no goal can be reached; null when there is none.</summary>
    public int? FirstThatCannotReach(Func<int, bool> isGoal, int states, bool ownMeansOnly)
    {
        var (starts, sources) = Predecessors(states, ownMeansOnly);
        var reaches = new bool[states];
        var open = new Stack<int>();
        for (var state = 0; state < states; state++)
        {
            if (isGoal(state))
            {
                reaches[state] = true;
                open.Push(state);
            }
        }

        while (open.TryPop(out var state))
        {
            foreach (var source in sources.AsSpan(starts[state]..starts[state + 1]))
            {
                if (!reaches[source])
                {
                    reaches[source] = true;
                    open.Push(source);
                }
            }
        }

        var first = Array.IndexOf(reaches, false);
        return first < 0 ? null : first;
    }

    /// <summary>All edges turned round, grouped by target: the sources of state s lie at starts[s]..starts[s + 1].</summary>
    private (int[] Starts, int[] Sources) Predecessors(int states, bool ownMeansOnly)
    {
        var starts = new int[states + 1];
        foreach (var edge in edges.Where(edge => edge.Own || !ownMeansOnly))
        {
            starts[edge.To + 1]++;
        }

        for (var state = 0; state < states; state++)
        {
            starts[state + 1] += starts[state];
        }

        var next = starts.ToArray();
        var sources = new int[starts[states]];
        foreach (var edge in edges.Where(edge => edge.Own || !ownMeansOnly))
        {
            sources[next[edge.To]++] = edge.From;
        }

        return (starts, sources);
    }
}
