using System.Globalization;
using CampusCafe.BuildingBlocks.Http;
using Microsoft.AspNetCore.Http;

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

    /// <summary>What lists of messages are searched by.</summary>
    /// <returns>Null when there is nothing wrong with it.</returns>
    public static IResult? RefuseWords(string? type, string? key, string? text) =>
        RefuseText("type", "A type", type) ?? RefuseText("key", "A key", key) ?? RefuseText("text", "A text", text);

    /// <returns>Null when there is nothing wrong with it.</returns>
    public static IResult? RefuseLimit(string? limit) => LimitOf(limit) is null ? Problems.Invalid("limit", $"A limit is a number from 1 to {MaxLimit}.") : null;

    /// <summary>For an <c>after</c> that no page gave as its <c>next</c>.</summary>
    public static IResult NoSuchPage() => Problems.Invalid("after", "This isn't the next of any page.");

    /// <returns>Null for what is no limit.</returns>
    public static int? LimitOf(string? text) => Given(text) is not { } given
        ? DefaultLimit
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxLimit ? number : null;

    private static IResult? RefuseText(string field, string what, string? text) =>
        IsText(text) ? null : Problems.Invalid(field, $"{what} has at most {MaxText} characters, none of them a control character.");
}
