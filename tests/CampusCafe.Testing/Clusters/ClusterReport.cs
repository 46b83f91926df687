namespace CampusCafe.Testing.Clusters;

/// <summary>What a <see cref="ClusterPlan"/> came to.</summary>
/// <param name="TakenOverAfterKill">From each SIGKILL until an order placed after it, on another host, was shipped.</param>
/// <param name="TakenOverAfterFreeze">The same of each SIGSTOP.</param>
/// <param name="NotReadyAfter">From each crash of the server until every host said that it wasn't ready.</param>
/// <param name="ReadyAfter">From each return of the server until every host was ready.</param>
/// <param name="LostCommits">Connections cut before the server heard COMMIT.</param>
/// <param name="UnconfirmedCommits">Connections cut after it had committed, before it could say so.</param>
/// <param name="Acknowledged">Orders whose checkout was answered 202.</param>
/// <param name="Repeated">Requests that got no answer or 503 and were sent again.</param>
/// <param name="ByStatus">How the orders ended.</param>
/// <param name="ByCharges">How many orders were charged so many times.</param>
/// <param name="Violations">A sentence for each; none when money, goods, stock and orders agree, and order per key was kept.</param>
internal sealed record ClusterReport(
    IReadOnlyList<TimeSpan> TakenOverAfterKill,
    IReadOnlyList<TimeSpan> TakenOverAfterFreeze,
    IReadOnlyList<TimeSpan> NotReadyAfter,
    IReadOnlyList<TimeSpan> ReadyAfter,
    int LostCommits,
    int UnconfirmedCommits,
    int Acknowledged,
    int Repeated,
    IReadOnlyDictionary<string, int> ByStatus,
    IReadOnlyDictionary<int, int> ByCharges,
    IReadOnlyList<string> Violations)
{
    /// <summary>5 s: what the others have taken over by then.</summary>
    public static readonly TimeSpan TakeOverAim = TimeSpan.FromSeconds(5);

    /// <summary>10 s: when every host is ready again.</summary>
    public static readonly TimeSpan ReadyAim = TimeSpan.FromSeconds(10);

    /// <summary>Whether every time is within its aim.</summary>
    public bool IsInTime => TakenOverAfterKill.Concat(TakenOverAfterFreeze).All(time => time <= TakeOverAim) && ReadyAfter.All(time => time <= ReadyAim);

    public override string ToString() =>
        $"taken over after a kill in {Seconds(TakenOverAfterKill)}, after a freeze in {Seconds(TakenOverAfterFreeze)}; "
        + $"not ready {Seconds(NotReadyAfter)} after the server went, ready {Seconds(ReadyAfter)} after it came back; "
        + $"commits cut: {LostCommits} lost, {UnconfirmedCommits} unconfirmed; {Acknowledged} orders ({Repeated} requests repeated): {List(ByStatus)}; "
        + $"by charges: {List(ByCharges)}; {Violations.Count} violations";

    private static string Seconds(IReadOnlyList<TimeSpan> times) => times.Count == 0 ? "-" : $"{string.Join(" ", times.Select(time => $"{time.TotalSeconds:0.0}"))} s";

    private static string List<TKey>(IReadOnlyDictionary<TKey, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} × {count.Key}"));
}
