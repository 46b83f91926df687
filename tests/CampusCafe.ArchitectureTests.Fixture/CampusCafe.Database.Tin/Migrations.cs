using CampusCafe.Bakery;

namespace CampusCafe.Database.Tin;

internal static class Migrations
{
    // A context is what a database project may use of a module.
    public static Type Context => typeof(BakeryDbContext);

    public static Type Entity => typeof(Loaf);

    public static Type Module => typeof(BakeryModule);
}
