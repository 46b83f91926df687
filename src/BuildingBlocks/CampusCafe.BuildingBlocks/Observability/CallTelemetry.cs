using System.Diagnostics;
using System.Diagnostics.Metrics;
using CampusCafe.BuildingBlocks.Calls;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>What workers tell of outgoing calls: a span, a log scope, and how long each took by what came of it.</summary>
internal sealed class CallTelemetry
{
    private const string Module = "campuscafe.module";
    private const string Operation = "campuscafe.call.operation";
    private const string Outcome = "campuscafe.call.outcome";

    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Histogram<double> duration;

    public CallTelemetry(IMeterFactory meters, TimeProvider time, ILogger<CallTelemetry> logger)
    {
        (this.time, this.logger) = (time, logger);
        duration = meters.Create(Telemetry.MeterName).CreateHistogram(
            "campuscafe.call.duration", "s", "Time until the outcome of one try of an outgoing call was known, or known to be unknown.", tags: null, Buckets.Brief);
    }

    /// <summary>A call is being made, until it is disposed.</summary>
    public Making Begin(string module, string operation, string correlationId, string? traceParent)
    {
        var activity = Telemetry.Start($"{module} {operation}", ActivityKind.Internal, traceParent);
        activity?.SetTag(Module, module);
        activity?.SetTag(Operation, operation);
        return new Making(this, module, operation, activity, logger.Correlate(correlationId), time.GetTimestamp());
    }

    private static string NameOf(CallResult result) => result switch
    {
        CallResult.Succeeded => "succeeded",
        CallResult.Refused => "refused",
        CallResult.NothingHappened => "nothing_happened",
        CallResult.Unknown => "unknown",
        CallResult.NotSent => "not_sent",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>One try, its exchanges and the recording of its outcome.</summary>
    internal sealed class Making(
        CallTelemetry telemetry, string module, string operation, Activity? activity, IDisposable? scope, long startedAt) : IDisposable
    {
        public void Returned(CallResult result)
        {
            var outcome = NameOf(result);
            telemetry.duration.Record(
                telemetry.time.GetElapsedTime(startedAt).TotalSeconds, new(Module, module), new(Operation, operation), new(Outcome, outcome));
            activity?.SetTag(Outcome, outcome);
            if (result is CallResult.Unknown)
            {
                activity?.SetStatus(ActivityStatusCode.Error, outcome);
            }
        }

        public void Dispose()
        {
            scope?.Dispose();
            activity?.Dispose();
        }
    }
}
