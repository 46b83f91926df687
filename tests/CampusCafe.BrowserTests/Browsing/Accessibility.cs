using System.Text.Json;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>What axe finds: labels, roles, contrast, structure.</summary>
internal static class Accessibility
{
    private const string Run = """
        except => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], resultTypes: ['violations'], rules: Object.fromEntries(except.map(rule => [rule, { enabled: false }])) })
            .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)} ${node.any.map(check => check.message).join('; ')}`)))
        """;

    private static readonly Lazy<string> Axe = new(Read);

    /// <summary>The tools' own door brings the script in: the page's policy lets no other scripts through, and stays as it is.</summary>
    /// <param name="page">As it is now.</param>
    /// <param name="except">Rules that it breaks for a reason.</param>
    public static async Task AssertAccessibleAsync(this IPage page, params string[] except)
    {
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(Run, except);
        Assert.True(found.GetArrayLength() == 0, string.Join('\n', found.EnumerateArray().Select(violation => violation.GetString())));
    }

    private static string Read()
    {
        using var stream = typeof(Accessibility).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
