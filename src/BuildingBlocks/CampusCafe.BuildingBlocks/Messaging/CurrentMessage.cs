using System.Diagnostics;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What the current scope works on behalf of: a request, a message, or a call. New messages are filed under it.</summary>
public sealed class CurrentMessage
{
    private string? inherited;

    /// <summary>The request's or the handled message's correlation id; 1–128 visible ASCII characters.</summary>
    public string CorrelationId { get; private set; } = string.Empty;

    /// <summary>The message that is being handled; null where a person or a clock started it.</summary>
    public Guid? CausationId { get; private set; }

    /// <summary>W3C trace context, carried on from message to message whether or not anybody listens to traces here.</summary>
    public string? TraceParent =>
        inherited ?? (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null);

    /// <param name="correlationId">Of the request or message.</param>
    /// <param name="causationId">The message that is being handled, if one is.</param>
    /// <param name="traceParent">The trace to go on with; null for the current activity's.</param>
    public void Set(string correlationId, Guid? causationId, string? traceParent = null)
    {
        CorrelationId = correlationId;
        CausationId = causationId;
        inherited = traceParent;
    }
}
