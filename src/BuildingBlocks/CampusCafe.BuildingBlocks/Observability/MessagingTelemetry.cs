using System.Diagnostics;
using System.Diagnostics.Metrics;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>
/// What relays tell of their work: a span and a log scope per message that is handled, and the metrics. Names follow
/// OpenTelemetry's messaging conventions, and are our own where those have none.
/// </summary>
internal sealed class MessagingTelemetry
{
    private const string Process = "process";
    private const string SystemName = "campuscafe";

    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Counter<long> consumed;
    private readonly Histogram<double> duration;
    private readonly Counter<long> deliveries;
    private readonly Histogram<double> latency;
    private readonly Histogram<int> batchSize;

    public MessagingTelemetry(IMeterFactory meters, TimeProvider time, ILogger<MessagingTelemetry> logger)
    {
        (this.time, this.logger) = (time, logger);
        var meter = meters.Create(Telemetry.MeterName);
        consumed = meter.CreateCounter<long>(
            "messaging.client.consumed.messages", "{message}", "Messages handed to their handler; one that is tried again counts again.");
        duration = meter.CreateHistogram(
            "messaging.process.duration", "s", "Time that a handler took for one message.", tags: null, Buckets.Brief);
        deliveries = meter.CreateCounter<long>(
            "campuscafe.relay.deliveries", "{delivery}", "Deliveries that were dealt with, by what came of them.");
        latency = meter.CreateHistogram(
            "campuscafe.relay.latency", "s", "From the moment that a message was written until its effect was committed.", tags: null, Buckets.Lasting);
        batchSize = meter.CreateHistogram<int>(
            "campuscafe.relay.batch.size", "{message}", "Messages in one transaction of a consumer.", tags: null, Buckets.Sizes);
    }

    /// <summary>A message is being handled, until it is disposed.</summary>
    public Processing Begin(string consumer, PendingMessage message)
    {
        var activity = Telemetry.Start($"{Process} {message.Type}", ActivityKind.Consumer, message.TraceParent);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(Telemetry.MessagingSystem, SystemName);
            activity.SetTag(Telemetry.OperationName, Process);
            activity.SetTag("messaging.operation.type", Process);
            activity.SetTag(Telemetry.Destination, consumer);
            activity.SetTag("messaging.message.id", message.MessageId.ToString());
            activity.SetTag("messaging.message.conversation_id", message.CorrelationId);
            activity.SetTag("campuscafe.message.attempt", message.FailedAttempts + 1);
        }

        return new Processing(this, consumer, message, activity, Correlate(message), time.GetTimestamp());
    }

    /// <summary>Log lines bear the message's correlation id until it is disposed.</summary>
    public IDisposable? Correlate(PendingMessage message) => logger.Correlate(message.CorrelationId);

    /// <summary>A batch stands.</summary>
    /// <param name="consumer">Whose.</param>
    /// <param name="batch">All of it.</param>
    /// <param name="handled">Those that the inbox didn't know already.</param>
    public void Committed(string consumer, IReadOnlyCollection<PendingMessage> batch, IReadOnlyCollection<PendingMessage> handled)
    {
        if (batch.Count == 0)
        {
            return;
        }

        batchSize.Record(batch.Count, To(consumer));
        Count(consumer, "handled", handled.Count);
        Count(consumer, "duplicate", batch.Count - handled.Count);
        foreach (var message in latency.Enabled ? handled : [])
        {
            // Clocks of two hosts differ: nothing is handled before it was written.
            latency.Record(Math.Max(0, (time.GetUtcNow() - message.OccurredAt).TotalSeconds), To(consumer));
        }
    }

    /// <summary>They failed, and are tried again later.</summary>
    public void PutOff(string consumer, int count) => Count(consumer, "retried", count);

    /// <summary>They were given up: dead letters.</summary>
    public void Buried(string consumer, int count) => Count(consumer, "dead", count);

    private void Count(string consumer, string outcome, int count)
    {
        if (count > 0)
        {
            deliveries.Add(count, To(consumer), new("campuscafe.delivery.outcome", outcome));
        }
    }

    private static KeyValuePair<string, object?> To(string consumer) => new(Telemetry.Destination, consumer);

    /// <summary>One message in its handler.</summary>
    internal sealed class Processing(
        MessagingTelemetry telemetry, string consumer, PendingMessage message, Activity? activity, IDisposable? scope, long startedAt) : IDisposable
    {
        private string? error;

        /// <summary>What the handler's own messages go on with.</summary>
        public string? TraceParent => activity?.Id ?? message.TraceParent;

        /// <summary>Its kind, never its text: that may quote what customers have written.</summary>
        public void Failed(Exception exception)
        {
            error = exception.GetType().Name;
            activity?.SetStatus(ActivityStatusCode.Error, error);
            activity?.SetTag(Telemetry.ErrorType, error);
        }

        public void Dispose()
        {
            var tags = new TagList { { Telemetry.MessagingSystem, SystemName }, { Telemetry.OperationName, Process }, To(consumer) };
            if (error is not null)
            {
                tags.Add(Telemetry.ErrorType, error);
            }

            telemetry.consumed.Add(1, tags);
            telemetry.duration.Record(telemetry.time.GetElapsedTime(startedAt).TotalSeconds, tags);
            scope?.Dispose();
            activity?.Dispose();
        }
    }
}
