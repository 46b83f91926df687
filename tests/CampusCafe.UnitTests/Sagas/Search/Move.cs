namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>Who is behind a move: liveness asks what the system reaches by its own means.</summary>
internal enum Mover
{
    /// <summary>Relay, workers, polling, and a carrier that delivers what it was given.</summary>
    System,

    /// <summary>Customer, operator, clock, or a carrier with ideas of its own.</summary>
    Outside,
}

/// <summary>One thing that can happen next.</summary>
internal readonly record struct Move(Mover By, string Who, string What, World To)
{
    public override string ToString() => $"{Who}: {What}";
}
