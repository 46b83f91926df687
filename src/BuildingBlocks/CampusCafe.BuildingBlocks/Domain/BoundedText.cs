namespace CampusCafe.BuildingBlocks.Domain;

public static class BoundedText
{
    /// <summary>Text from outside, cut to what its column takes: a provider's long message must not fail a save.</summary>
    public static string Bounded(this string text, int maxLength) => text.Length <= maxLength ? text : text[..maxLength];
}
