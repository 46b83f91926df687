using System.Globalization;

namespace CampusCafe.Operations.Paging;

/// <summary>What lists take in their addresses.</summary>
internal static class Queries
{
    public const int DefaultLimit = 50;

    /// <summary>100: a page with payloads stays within a few megabytes.</summary>
    public const int MaxLimit = 100;

    /// <summary>As long as the longest column that is looked at.</summary>
    public const int MaxText = 255;

    /// <summary>An empty parameter is none; blanks around it are nobody's wish.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static bool IsText(string? text) => text is null || (text.Length <= MaxText && !text.Any(char.IsControl));

    /// <returns>Null for what is no limit.</returns>
    public static int? LimitOf(string? text) => Given(text) is not { } given
        ? DefaultLimit
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxLimit ? number : null;
}
