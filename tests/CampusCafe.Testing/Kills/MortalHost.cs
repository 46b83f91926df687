using System.Diagnostics;

namespace CampusCafe.Testing.Kills;

/// <summary>A host that is killed and started again on the same data. Whoever needs it meanwhile waits for its next life.</summary>
/// <param name="http">How it is asked whether it is ready.</param>
/// <param name="start">Begins a life.</param>
internal sealed class MortalHost(HttpClient http, Func<Task<HostProcess>> start) : IDisposable
{
    private readonly List<TimeSpan> recoveries = [];
    private TaskCompletionSource<HostProcess> life = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From each SIGKILL until every schema could be read again.</summary>
    public IReadOnlyList<TimeSpan> Recoveries => recoveries;

    /// <summary>The living process.</summary>
    public Task<HostProcess> AliveAsync() => Volatile.Read(ref life).Task;

    public async Task<string> UrlAsync() => (await AliveAsync()).Url;

    public async Task StartAsync()
    {
        try
        {
            var process = await start();
            await process.ReadyAsync(http);
            life.SetResult(process);
        }
        catch (Exception exception)
        {
            life.TrySetException(exception); // Whoever waits must not wait for ever.
            throw;
        }
    }

    /// <summary>SIGKILL, and nobody comes back.</summary>
    public async Task KillAsync()
    {
        using var dying = await life.Task;
        Volatile.Write(ref life, new TaskCompletionSource<HostProcess>(TaskCreationOptions.RunContinuationsAsynchronously));
        await dying.KillAsync();
    }

    public async Task KillAndRestartAsync()
    {
        var dead = Stopwatch.StartNew();
        await KillAsync();
        await StartAsync();
        recoveries.Add(dead.Elapsed);
    }

    public void Dispose()
    {
        if (life.Task.IsCompletedSuccessfully)
        {
            life.Task.Result.Dispose();
        }
    }
}
