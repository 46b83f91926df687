using CampusCafe.Bakery;

namespace CampusCafe.Kiosk.Boundaries;

internal static class InBody
{
    public static void Call() => Oven.Light();

    public static string TypeOf() => typeof(Oven).Name;

    public static void GenericMethod() => _ = Array.Empty<Oven>();

    public static void GenericType() => _ = new Dictionary<string, List<Oven>>().Count;

    public static bool Pattern(object thing) => thing is Oven;

    public static void Local()
    {
        Oven.Heat heat = default;
        _ = heat.ToString();
    }

    public static void Catch()
    {
        try
        {
            GC.KeepAlive(null);
        }
        catch (BurntException)
        {
        }
    }

    public static async Task AsyncMethod()
    {
        await Task.Yield();
        Oven.Light();
    }

    public static async IAsyncEnumerable<int> AsyncIterator()
    {
        await Task.Yield();
        yield return new List<Oven>().Count;
    }

    public static Func<int> Lambda() => () => new List<Oven>().Count;

    public static Func<int> Closure(int number) => () => number + new List<Oven>().Count;

    public static Func<Task> AsyncLambda(int number) => async () =>
    {
        await Task.Delay(number);
        Oven.Light();
    };

    public static void LocalFunction()
    {
        Inner();

        static void Inner() => Oven.Light();
    }

    public static void MethodGroup() => ((Action)Oven.Light)();

    public static unsafe void Pointer(nint address) => ((delegate*<Oven?, void>)address)(null);
}
