namespace CampusCafe.Kiosk.Conventions;

internal static class Blocking
{
    public static int Result(Task<int> task) => task.Result;

    public static void Wait(Task task) => task.Wait();

    public static void WaitAll(Task task) => Task.WaitAll(task);

    public static void GetResult(Task task) => task.GetAwaiter().GetResult();

    public static int Configured(Task<int> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();

    public static int ValueTaskResult(ValueTask<int> task) => task.Result;

    public static async Task<int> BesideAnAwait(Task<int> first, Task<int> second) => await first + second.GetAwaiter().GetResult();

    public static Func<int> Lambda(Task<int> task) => () => task.Result;

    // Waiting as it should be.
    public static async Task<int> Awaited(Task<int> first, ValueTask<int> second, IAsyncDisposable disposable)
    {
        await using (disposable)
        {
            return await first + await second.ConfigureAwait(false);
        }
    }

    // No task: the database's own synchronous calls wait like this.
    public static bool Gate(SemaphoreSlim gate) => gate.Wait(0);
}

internal static class AsyncVoid
{
    public static async void Method() => await Task.Yield();

    public static Action Lambda() => async () => await Task.Yield();

    public static Func<Task> Right() => async () => await Task.Yield();
}
