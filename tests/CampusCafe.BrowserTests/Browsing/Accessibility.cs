using System.Text.Json;
using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>What axe finds: labels, roles, contrast, structure.</summary>
internal static class Accessibility
{
    private const string Run = """
        () => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'], resultTypes: ['violations'] })
            .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)} ${node.any.map(check => check.message).join('; ')}`)))
        """;

    private static readonly Lazy<string> Axe = new(Read);

    /// <summary>The tools' own door brings the script in: the page's policy lets no other scripts through, and stays as it is.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(Run);
        Assert.True(found.GetArrayLength() == 0, string.Join('\n', found.EnumerateArray().Select(violation => violation.GetString())));
    }

    private static string Read()
    {
        using var stream = typeof(Accessibility).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
