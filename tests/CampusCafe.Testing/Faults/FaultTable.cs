namespace CampusCafe.Testing.Faults;

/// <summary>The matrix as people read it.</summary>
internal sealed record FaultTable(IReadOnlyList<FaultRun> Runs)
{
    public const string Legend =
        "C completed; R rejected, and undone; D rejected because the deadline came first, and undone; ! it called for attention, and was resumed; "
        + "(!) it called for attention, and went on by itself; – there is no such fault.";

    public IReadOnlyList<FaultRun> Wrong => [.. Runs.Where(run => run.Wrong.Count > 0)];

    /// <summary>A line per row.</summary>
    public override string ToString() => string.Join('\n', Runs.Select(run => run.ToString()).Append($"{Runs.Count} rows, {Wrong.Count} wrong"));

    /// <summary>A Markdown table per span: operations down, modes across.</summary>
    public string ToMarkdown() => string.Join("\n\n", Runs.GroupBy(run => run.Row.Span).OrderBy(span => span.Key).Select(Table).Append(Legend));

    private static string Table(IGrouping<FaultSpan, FaultRun> span)
    {
        string[] modes = [.. span.Select(run => run.Row.Mode).Distinct()];
        return string.Join('\n',
        [
            $"| {span.Key} | {string.Join(" | ", modes)} |",
            $"|---{string.Concat(Enumerable.Repeat("|---", modes.Length))}|",
            .. span.GroupBy(run => run.Row.Operation.Name).Select(operation => $"| {operation.Key} | {string.Join(" | ", modes.Select(mode => Cell(operation, mode)))} |"),
        ]);
    }

    private static string Cell(IEnumerable<FaultRun> operation, string mode) => operation.FirstOrDefault(run => run.Row.Mode == mode) switch
    {
        null => "–",
        { Wrong.Count: > 0 } => "wrong",
        var run => Letter(run.End) + Mark(run),
    };

    private static string Letter(string end) => end switch
    {
        "completed" => "C",
        "rejected, deadline_exceeded" => "D",
        _ => "R",
    };

    private static string Mark(FaultRun run) => run switch
    {
        { Attention.Count: 0 } => "",
        { Resumed: true } => " !",
        _ => " (!)",
    };
}
