namespace CampusCafe.Operations.Live;

/// <summary>An open page, from whoever joined it to the feed: which topics have changed since it was told of them last, each once.</summary>
/// <param name="leave">Takes it out of the feed.</param>
internal sealed class LiveWatcher(Action<LiveWatcher> leave) : IDisposable
{
    private readonly Lock sync = new();
    private readonly List<string> changed = [];
    private readonly SemaphoreSlim news = new(0, 1);

    public void Tell(string topic)
    {
        lock (sync)
        {
            if (changed.Contains(topic))
            {
                return;
            }

            changed.Add(topic);
            if (changed.Count == 1)
            {
                news.Release();
            }
        }
    }

    /// <summary>Waits for at least one.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        await news.WaitAsync(cancellationToken);
        lock (sync)
        {
            string[] told = [.. changed];
            changed.Clear();
            return told;
        }
    }

    /// <summary>Nobody tells it anything any more; whatever was being told goes nowhere.</summary>
    public void Dispose()
    {
        leave(this);
        news.Dispose();
    }
}
