using System.Data;
using System.Text.RegularExpressions;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>What a server would answer to the few forms of statement that the core sends.</summary>
internal static partial class SilentAnswers
{
    private static long sequence;

    public static DataTable[] To(string text, SilentServer server)
    {
        if (Outputs().Matches(text) is { Count: > 0 } outputs)
        {
            return [.. outputs.Select(output => output.Value.Contains("INSERTED", StringComparison.Ordinal) ? One(Interlocked.Increment(ref sequence)) : One(1))];
        }

        if (!text.StartsWith("SELECT", StringComparison.Ordinal) || text.Contains("UNION ALL", StringComparison.Ordinal))
        {
            return [new DataTable()];
        }

        var rows = server[Table().Match(text).Groups["table"].Value];
        if (text.StartsWith("SELECT CASE", StringComparison.Ordinal))
        {
            return [One(rows.Count > 0)];
        }

        return [Aggregate().Match(text) is { Success: true } aggregate
            ? One(rows.Count > 0 ? rows[0][aggregate.Groups["column"].Value] : null)
            : Select(text, rows)];
    }

    private static DataTable Select(string text, List<Row> rows)
    {
        var list = text[..text.ReplaceLineEndings("\n").IndexOf("\nFROM", StringComparison.Ordinal)];
        string[] columns = [.. list.Split(", ").Select(expression => Columns().Matches(expression)[^1].Groups["column"].Value)];
        var table = new DataTable();
        foreach (var number in Enumerable.Range(0, columns.Length))
        {
            var value = rows.Select(row => row.GetValueOrDefault(columns[number])).FirstOrDefault(found => found is not null);
            table.Columns.Add(new DataColumn($"{number}", value?.GetType() ?? typeof(object)));
        }

        foreach (var row in rows)
        {
            table.Rows.Add([.. columns.Select(column => row.GetValueOrDefault(column))]);
        }

        return table;
    }

    private static DataTable One(object? value)
    {
        var table = new DataTable();
        table.Columns.Add(new DataColumn("0", value?.GetType() ?? typeof(object)));
        table.Rows.Add(value);
        return table;
    }

    [GeneratedRegex(@"OUTPUT (INSERTED\.\[sequence\]|1)")]
    private static partial Regex Outputs();

    [GeneratedRegex(@"FROM \[\w+\]\.\[(?<table>\w+)\]")]
    private static partial Regex Table();

    [GeneratedRegex(@"^SELECT (MAX|MIN)\([^[]*\[\w+\]\.\[(?<column>\w+)\]")]
    private static partial Regex Aggregate();

    [GeneratedRegex(@"\[\w+\]\.\[(?<column>\w+)\]")]
    private static partial Regex Columns();
}
