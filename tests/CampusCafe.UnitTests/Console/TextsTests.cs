using System.Text.Json;
using System.Text.RegularExpressions;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.UnitTests.Docs;

namespace CampusCafe.UnitTests.Console;

/// <summary>Nobody who reads Japanese meets English: each text of a page is in its project's Texts.ja.json, with the same places for values.</summary>
public sealed partial class TextsTests
{
    private static readonly string Root = Repository.Root();

    public static TheoryData<string> Projects => [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "Texts.ja.json", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Given_a_project_with_pages_When_its_texts_are_looked_up_Then_none_is_missing(string project)
    {
        var japanese = Read(project);

        Assert.Empty(KeysIn(project).Except(japanese.Keys));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Given_a_translation_When_compared_Then_it_has_the_same_places_for_values(string project)
    {
        foreach (var (english, japanese) in Read(project))
        {
            Assert.Equal(PlacesIn(english), PlacesIn(japanese));
        }
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("99 * * * * ?")]
    [InlineData("0 0 0 30 2 ?")]
    [InlineData("* * * * * ?", JobSchedule.MaxLength)]
    public void Given_a_schedule_that_is_refused_When_told_why_Then_in_Japanese_too(string schedule, int spaces = 0)
    {
        var refused = JobSchedule.TryParse(schedule.Replace(" ", new string(' ', spaces + 1), StringComparison.Ordinal), DateTimeOffset.UnixEpoch, out var why);

        Assert.Null(refused);
        Assert.Contains(why!, Read(Path.Combine("src", "Modules", "Operations", "CampusCafe.Operations")).Keys);
    }

    [Fact]
    public void Given_the_pages_When_read_Then_there_are_texts_to_check() => Assert.True(Projects.Sum(row => KeysIn(row.Data).Count()) > 200);

    private static Dictionary<string, string> Read(string project) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Root, project, "Texts.ja.json")))!;

    /// <summary>Every literal within the brackets of <c>T[…]</c>, <c>texts[…]</c> and <c>Because(…)</c>.</summary>
    private static IEnumerable<string> KeysIn(string project) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs*", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && (file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
        from Match lookup in Lookup().Matches(File.ReadAllText(file))
        from Match literal in Literal().Matches(lookup.Groups[1].Value)
        let key = literal.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
        where key.Any(char.IsLetter)
        select key;

    private static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("""(?:(?<![\w.])(?:T|texts)\[|\.Because\()((?:[^\[\]";]|"(?:[^"\\]|\\.)*")*)""")]
    private static partial Regex Lookup();

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
