using System.Diagnostics;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What the current scope works on behalf of: a request, a message, or a call. New messages are filed under it.</summary>
public sealed class CurrentMessage
{
    /// <summary>The request's or the handled message's correlation id; 1–128 visible ASCII characters.</summary>
    public string CorrelationId { get; private set; } = string.Empty;

    /// <summary>The message that is being handled; null where a person or a clock started it.</summary>
    public Guid? CausationId { get; private set; }

    /// <summary>W3C trace context to continue, for what isn't run inside an activity.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    public void Set(string correlationId, Guid? causationId)
    {
        CorrelationId = correlationId;
        CausationId = causationId;
    }
}
