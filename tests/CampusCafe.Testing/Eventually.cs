using System.Diagnostics;

namespace CampusCafe.Testing;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    /// <summary>What comes at all comes by then, however many other tests share the machine, and however slow it is.</summary>
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static Task TrueAsync(Func<Task<bool>> condition, string what) => TrueAsync(condition, () => what);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? patience = null)
    {
        var bound = patience ?? UsualPatience;
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waiting.Elapsed > bound)
            {
                throw new TimeoutException($"Waited {bound.TotalSeconds} s in vain: {what()}.");
            }

            await Task.Delay(Pause);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}
