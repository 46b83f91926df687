namespace CampusCafe.Testing.Simulation;

/// <summary>What is told: the same plan is the same story.</summary>
/// <param name="Seed">Of all that is left to chance.</param>
/// <param name="Orders">How many customers come.</param>
/// <param name="Steps">How long everything goes wrong before it may settle; a smaller number is a prefix of the same story.</param>
internal sealed record SimulationPlan(int Seed, int Orders, int Steps)
{
    /// <summary>60 steps an order: long enough for most to end amid the trouble.</summary>
    private const int StepsPerOrder = 60;

    public static SimulationPlan Of(int seed, int orders) => new(seed, orders, orders * StepsPerOrder);

    public override string ToString() => $"--seed {Seed} --orders {Orders} --steps {Steps}";
}

/// <summary>What came of it.</summary>
/// <param name="Plan">What was told.</param>
/// <param name="Trace">What happened, line by line, without anything that differs from one telling to the next.</param>
/// <param name="Ends">How many orders ended in which status.</param>
/// <param name="Violations">What the audit and the customers found wrong; empty when all is well.</param>
internal sealed record SimulationRun(
    SimulationPlan Plan, IReadOnlyList<string> Trace, IReadOnlyDictionary<string, int> Ends, IReadOnlyList<string> Violations)
{
    public bool Holds => Violations.Count == 0;
}
