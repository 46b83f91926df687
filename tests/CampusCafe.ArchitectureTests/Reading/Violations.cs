namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>Asserts what a rule has found, and lists all of it.</summary>
internal static class Violations
{
    public static void AreNone(IEnumerable<string> found)
    {
        var all = Sorted(found);
        Assert.True(all.Count == 0, Listed($"{all.Count} violations:", all));
    }

    public static void Are(IReadOnlyList<string> expected, IEnumerable<string> found)
    {
        var all = Sorted(found);
        List<string> missed = [.. expected.Except(all)];
        List<string> unexpected = [.. all.Except(expected)];
        Assert.True(missed.Count + unexpected.Count == 0, Listed("Not found:", missed) + Listed("\nNot expected:", unexpected));
    }

    private static List<string> Sorted(IEnumerable<string> found) => [.. found.Distinct().Order(StringComparer.Ordinal)];

    private static string Listed(string title, IReadOnlyList<string> lines) => string.Join("\n  ", lines.Prepend(title));
}
