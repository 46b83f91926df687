using CampusCafe.BuildingBlocks.Domain;

namespace CampusCafe.UnitTests.Machines;

/// <summary>Questions that every module's table is asked.</summary>
internal static class TransitionTables
{
    /// <summary>The states that rows lead to from these, these included.</summary>
    public static HashSet<TState> Closure<TState, TTrigger, TEffect>(
        this IEnumerable<Transition<TState, TTrigger, TEffect>> rows, params IEnumerable<TState> starts)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum
    {
        var all = rows.ToList();
        HashSet<TState> reached = [.. starts];
        while (all.Any(row => reached.Contains(row.From) && reached.Add(row.To)))
        {
        }

        return reached;
    }

    /// <summary>Where a machine may be once it has been told to cancel.</summary>
    public static HashSet<TState> After<TState, TTrigger, TEffect>(
        this IReadOnlyCollection<Transition<TState, TTrigger, TEffect>> rows, TTrigger trigger)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum =>
        rows.Closure(rows.Where(row => row.On.Equals(trigger)).Select(row => row.To));

    public static void EveryStateIsReachable<TState, TTrigger, TEffect>(this TransitionTable<TState, TTrigger, TEffect> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum
    {
        var reached = table.Closure(default(TState));
        Assert.Empty(Enum.GetValues<TState>().Except(reached));
        Assert.Empty(table.Select(row => row.From).Except(reached));
    }

    public static void IsLegalEverywhere<TState, TTrigger, TEffect>(
        this TransitionTable<TState, TTrigger, TEffect> table, TTrigger trigger)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum =>
        Assert.All(Enum.GetValues<TState>(), state => Assert.NotNull(table.Find(state, trigger)));

    /// <summary>Every trigger and every effect is there for something.</summary>
    public static void UsesItsVocabulary<TState, TTrigger, TEffect>(this TransitionTable<TState, TTrigger, TEffect> table)
        where TState : struct, Enum
        where TTrigger : struct, Enum
        where TEffect : struct, Enum
    {
        Assert.Empty(Enum.GetValues<TTrigger>().Except(table.Select(row => row.On)));
        Assert.Empty(Enum.GetValues<TEffect>().Except(table.SelectMany(row => row.Effects)));
    }
}
