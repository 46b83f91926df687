namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>What a module knows about its outgoing calls. Resolved anew, with its own DbContext, for the call and for each recording.</summary>
public interface ICallHandler
{
    /// <summary>Speaks to the provider. No transaction is open.</summary>
    Task<CallResult> CallAsync(CallRequest call, CancellationToken cancellationToken);

    /// <summary>Whether a clean refusal answers the operation for good; an undo that is refused is tried again.</summary>
    bool Settles(string operation, CallResult.Refused refusal);

    /// <summary>Tells the subject what is certain now (<see cref="CallResult.Succeeded"/> or <see cref="CallResult.Refused"/>); doesn't save.</summary>
    Task ApplyAsync(CallRequest call, CallResult result, CancellationToken cancellationToken);
}
