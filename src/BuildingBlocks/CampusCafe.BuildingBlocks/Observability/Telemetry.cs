using System.Diagnostics;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>Where spans and metrics come from, and the names that they share (docs/observability.md).</summary>
public static class Telemetry
{
    /// <summary>Source of the spans of handled messages and of outgoing calls.</summary>
    public const string SourceName = "CampusCafe.Messaging";

    /// <summary>Of what all modules have: relays and outgoing calls.</summary>
    public const string MeterName = "CampusCafe.Messaging";

    internal const string MessagingSystem = "messaging.system";
    internal const string Destination = "messaging.destination.name";
    internal const string OperationName = "messaging.operation.name";
    internal const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The trace context of our own current activity, if somebody listens; else what is to be carried on.</summary>
    internal static string? CurrentOr(string? traceParent) =>
        Activity.Current is { } activity && activity.Source == Source ? activity.Id : traceParent;

    /// <summary>Goes on with a trace that was stored; null when nobody listens.</summary>
    internal static Activity? Start(string name, ActivityKind kind, string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, out var parent)
            ? Source.StartActivity(name, kind, parent)
            : Source.StartActivity(name, kind);
}
