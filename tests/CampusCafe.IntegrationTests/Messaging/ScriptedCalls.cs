using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What the provider answers, and what it was asked.</summary>
internal sealed class CallScript
{
    private readonly Lock mutex = new();
    private readonly List<CallRequest> requests = [];

    public IReadOnlyList<CallRequest> Requests
    {
        get
        {
            lock (mutex)
            {
                return [.. requests];
            }
        }
    }

    public Func<CallRequest, CancellationToken, Task<CallResult>> Answer { get; set; } =
        (_, _) => Task.FromResult<CallResult>(new CallResult.Succeeded("ref-1"));

    public bool RefusalSettles { get; set; } = true;

    /// <summary>Runs while an outcome is recorded, before it is saved.</summary>
    public Func<TargetDbContext, Task> OnApply { get; set; } = _ => Task.CompletedTask;

    public void Then(CallResult result) => Answer = (_, _) => Task.FromResult(result);

    public Task<CallResult> AskAsync(CallRequest request, CancellationToken cancellationToken)
    {
        lock (mutex)
        {
            requests.Add(request);
        }

        return Answer(request, cancellationToken);
    }
}

internal sealed class ScriptedCalls(CallScript script, TargetDbContext context) : ICallHandler
{
    public Task<CallResult> CallAsync(CallRequest call, CancellationToken cancellationToken) => script.AskAsync(call, cancellationToken);

    public bool Settles(string operation, CallResult.Refused refusal) => script.RefusalSettles;

    public async Task ApplyAsync(CallRequest call, CallResult result, CancellationToken cancellationToken)
    {
        var listener = await context.Listeners.FindAsync([call.OrderId], cancellationToken);
        listener!.Conclude(result);
        await script.OnApply(context);
    }
}
