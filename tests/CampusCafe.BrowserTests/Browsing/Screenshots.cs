using Microsoft.Playwright;

namespace CampusCafe.BrowserTests.Browsing;

/// <summary>For people to look at, where the variable names a folder for them.</summary>
internal static class Screenshots
{
    private const string Variable = "CAMPUSCAFE_SCREENSHOTS";

    private static readonly string? Folder = Environment.GetEnvironmentVariable(Variable);

    /// <param name="page">Whole, also what is below.</param>
    /// <param name="name">Of the file, without its ending.</param>
    public static async Task SaveAsync(IPage page, string name)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            var file = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{file}.png"), FullPage = true });
        }
    }
}
