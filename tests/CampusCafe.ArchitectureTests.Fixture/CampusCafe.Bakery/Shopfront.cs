namespace CampusCafe.Bakery;

/// <summary>A second public type.</summary>
public sealed class Shopfront
{
    public sealed class Window;
}

internal static class BackRoom
{
    // Nobody outside can see what is nested in an internal type.
    public sealed class Shelf;
}
