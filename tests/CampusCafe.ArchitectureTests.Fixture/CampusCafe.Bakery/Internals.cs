namespace CampusCafe.Bakery;

// What Kiosk helps itself to.
internal class Oven
{
    internal enum Heat
    {
        Low,
    }

    internal static void Light()
    {
    }
}

internal interface IRecipe;

internal sealed class Loaf
{
    public int Id { get; set; }
}

internal sealed class BurntException : Exception;

[AttributeUsage(AttributeTargets.All)]
internal sealed class BakedAttribute : Attribute;
