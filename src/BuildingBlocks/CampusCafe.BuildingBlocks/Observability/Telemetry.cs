using System.Diagnostics;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>Trace sources; names of attributes follow OpenTelemetry's messaging conventions.</summary>
public static class Telemetry
{
    public const string SourceName = "CampusCafe.Messaging";

    private static readonly ActivitySource Source = new(SourceName);

    internal static Activity? StartProcess(string type, string consumer, Guid messageId, string? traceParent)
    {
        var activity = Start($"process {type}", ActivityKind.Consumer, traceParent);
        activity?.SetTag("messaging.operation.type", "process");
        activity?.SetTag("messaging.destination.name", consumer);
        activity?.SetTag("messaging.message.id", messageId);
        return activity;
    }

    internal static Activity? StartCall(string module, string operation, string? traceParent) =>
        Start($"{module} {operation}", ActivityKind.Internal, traceParent);

    /// <summary>The trace context of our own current activity, if somebody listens; else what is to be carried on.</summary>
    internal static string? CurrentOr(string? traceParent) =>
        Activity.Current is { } activity && activity.Source == Source ? activity.Id : traceParent;

    private static Activity? Start(string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
}
