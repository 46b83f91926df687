using System.Text;

namespace CampusCafe.BuildingBlocks.Domain;

public static class BoundedText
{
    /// <summary>
    /// Text from outside as a column takes it: a provider's long message, or one with a NUL or half a character in it,
    /// must not fail a save.
    /// </summary>
    public static string Bounded(this string text, int maxLength)
    {
        var cut = text.Length <= maxLength ? text : text[..maxLength];
        return string.Concat(cut.EnumerateRunes().Select(rune => (rune.Value == 0 ? Rune.ReplacementChar : rune).ToString()));
    }
}
