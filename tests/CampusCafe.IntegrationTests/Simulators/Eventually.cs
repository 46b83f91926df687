namespace CampusCafe.IntegrationTests.Simulators;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited {Patience.TotalSeconds} s in vain: {what}.");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}
