using CampusCafe.BuildingBlocks.Domain;

namespace CampusCafe.UnitTests.Docs;

internal static class TableEdges
{
    /// <summary>A table's rows but for those that stay: they only repeat a reply, speed up the open call, or do nothing.</summary>
    public static IEnumerable<Edge> Of<TState, TTrigger, TEffect>(TransitionTable<TState, TTrigger, TEffect> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum =>
        table
            .Where(row => !row.From.Equals(row.To))
            .Select(row => new Edge(Name(row.From), Name(row.To), row.On.ToString(), string.Join(", ", row.Effects)));

    /// <summary>Before the first message a module knows nothing of the order.</summary>
    private static string Name<TState>(TState state)
        where TState : struct, Enum => state.Equals(default(TState)) ? "[*]" : state.ToString();
}
