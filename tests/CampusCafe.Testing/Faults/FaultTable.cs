namespace CampusCafe.Testing.Faults;

/// <summary>The matrix as people read it.</summary>
internal sealed record FaultTable(IReadOnlyList<FaultRun> Runs)
{
    public IReadOnlyList<FaultRun> Wrong => [.. Runs.Where(run => run.Wrong.Count > 0)];

    /// <summary>A line per row.</summary>
    public override string ToString() => string.Join('\n', Runs.Select(run => run.ToString()).Append($"{Runs.Count} rows, {Wrong.Count} wrong"));

    /// <summary>A table per span: operations down, modes across.</summary>
    public string ToMarkdown() => string.Join("\n\n", Runs.GroupBy(run => run.Row.Span).OrderBy(span => span.Key).Select(Table));

    private static string Table(IGrouping<FaultSpan, FaultRun> span)
    {
        string[] modes = [.. span.Select(run => run.Row.Mode).Distinct()];
        return string.Join('\n',
        [
            $"**{span.Key}**",
            "",
            $"| | {string.Join(" | ", modes)} |",
            $"|---{string.Concat(Enumerable.Repeat("|---", modes.Length))}|",
            .. span.GroupBy(run => run.Row.Operation.Name).Select(operation => $"| {operation.Key} | {string.Join(" | ", modes.Select(mode => Cell(operation, mode)))} |"),
        ]);
    }

    private static string Cell(IEnumerable<FaultRun> operation, string mode) =>
        operation.FirstOrDefault(run => run.Row.Mode == mode) is { } run ? $"{run.End}{(run.Attention.Count > 0 ? " !" : "")}" : "–";
}
