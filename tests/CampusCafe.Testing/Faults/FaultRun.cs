namespace CampusCafe.Testing.Faults;

/// <summary>What came of one row.</summary>
/// <param name="Row">Which.</param>
/// <param name="End">The order's status and failure code in the end.</param>
/// <param name="Attention">What called for a person while the provider was down; empty when nothing did.</param>
/// <param name="Resumed">An operator resumed it.</param>
/// <param name="Tries">Of the call that suffered.</param>
/// <param name="Wrong">What isn't as a merchant would want it; empty when all is well.</param>
internal sealed record FaultRun(
    FaultRow Row, string End, IReadOnlyList<string> Attention, bool Resumed, int Tries, IReadOnlyList<string> Wrong)
{
    public const string Stuck = "stuck";

    /// <summary>The order didn't come as far as the fault, or to no end while somebody waited.</summary>
    public bool SaysNothing => Wrong.Count > 0 && (End == Stuck || Tries == 0);

    public string Way => this switch
    {
        { Attention.Count: 0 } => "by itself",
        { Resumed: true } => $"attention {string.Join(" + ", Attention)}, then resumed",
        _ => $"attention {string.Join(" + ", Attention)}, then by itself",
    };

    public override string ToString() =>
        $"{Row.Operation.Name,-16} {Row.Mode,-9} {Row.Span,-10} → {End,-29} {Way}, {Tries} tries{string.Concat(Wrong.Select(wrong => $"\n    WRONG: {wrong}"))}";
}
