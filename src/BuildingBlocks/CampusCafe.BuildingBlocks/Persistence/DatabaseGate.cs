namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Shut until every schema is ready, which is at the start unless the server can't be reached then. Meanwhile requests
/// are answered 503 and jobs don't run.
/// </summary>
public sealed class DatabaseGate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => opened.Task.IsCompleted;

    /// <summary>Completes when the schemas are ready.</summary>
    public Task OpenedAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    internal void Open() => opened.TrySetResult();
}
