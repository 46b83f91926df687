using CampusCafe.Bakery;
using CampusCafe.Bakery.Contracts;

[assembly: Baked]

namespace CampusCafe.Kiosk.Boundaries;

internal class ByBase : Oven;

internal class ByBaseArgument : List<Oven>;

internal class ByInterface : IRecipe;

internal class ByConstraint<T>
    where T : Oven;

[Baked]
internal class ByAttribute;

internal class ByAttributeArgument
{
    [System.ComponentModel.TypeConverter(typeof(Oven))]
    public int Property { get; set; }
}

internal abstract class ByMember
{
    protected Oven[] field = [];

    protected abstract Dictionary<string, List<Oven>> Property { get; }

    protected abstract event Action<Oven> Event;

    protected abstract Oven Return();

    protected abstract void Parameter(ref Oven.Heat heat);

    protected abstract void Contract(BakeBread command);

    public class Nested
    {
        protected Oven field = new();
    }
}
