namespace CampusCafe.Testing.Clusters;

/// <summary>What several hosts on one database are put through, one after another, while customers order.</summary>
/// <param name="Hosts">How many there are.</param>
/// <param name="LockConsumers">Whether they take turns at the consumers.</param>
/// <param name="Kills">SIGKILLs of one host in turn, which is started again afterwards.</param>
/// <param name="Freezes">SIGSTOPs of one host in turn.</param>
/// <param name="FrozenFor">How long each of them.</param>
/// <param name="Restarts">Crashes of the database's server.</param>
/// <param name="RestartAfter">How long the server runs before each of them, at random.</param>
/// <param name="Cuts">Connections cut in the middle of COMMIT.</param>
/// <param name="OrdersPerSecond">At random moments.</param>
/// <param name="Seed">Draws carts, cancels, cuts and pauses.</param>
internal sealed record ClusterPlan(
    int Hosts,
    bool LockConsumers,
    int Kills,
    int Freezes,
    TimeSpan FrozenFor,
    int Restarts,
    (TimeSpan Shortest, TimeSpan Longest) RestartAfter,
    int Cuts,
    double OrdersPerSecond,
    int Seed);
