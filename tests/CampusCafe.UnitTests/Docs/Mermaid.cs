namespace CampusCafe.UnitTests.Docs;

/// <summary>Draws edges as a mermaid state diagram: one arrow per pair of states, one line per thing that goes out.</summary>
internal static class Mermaid
{
    public static IEnumerable<string> Diagram(IEnumerable<Edge> edges) =>
    [
        "```mermaid",
        "stateDiagram-v2",
        .. edges.GroupBy(edge => (edge.From, edge.To)).Select(Arrow),
        "```",
    ];

    private static string Arrow(IGrouping<(string From, string To), Edge> pair)
    {
        var arrow = $"    {pair.Key.From} --> {pair.Key.To}";
        var label = string.Join("<br/>", pair.GroupBy(edge => edge.Out).Select(Line));
        return label.Length == 0 ? arrow : $"{arrow} : {label}";
    }

    private static string Line(IGrouping<string, Edge> same)
    {
        var inputs = string.Join(" or ", same.Select(edge => edge.In).Distinct());
        return (inputs, same.Key) switch
        {
            ("", _) => same.Key,
            (_, "") => inputs,
            _ => $"{inputs} / {same.Key}",
        };
    }
}
