namespace CampusCafe.Kiosk.Conventions;

internal static class StaticState
{
    internal static int Field = 1;

    internal static int Property { get; set; }

    internal static event Action? Event;

    // These can't change.
    internal const int Constant = 1;

    internal static readonly int Fixed = 1;

    internal static int Fixture { get; } = 1;

    // The compiler caches both delegates in static fields of its own.
    internal static Func<int> Lambda() => () => 1;

    internal static Func<Func<int>> MethodGroup() => Lambda;

    internal static void Raise() => Event?.Invoke();
}
