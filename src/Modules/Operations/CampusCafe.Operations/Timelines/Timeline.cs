using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Operations;

namespace CampusCafe.Operations.Timelines;

/// <param name="At">UTC: when the message was written, or the call was made.</param>
/// <param name="Module">Who wrote or called.</param>
/// <param name="Type">The message's wire name, or <c>call:</c> and the operation.</param>
/// <param name="MessageId">Null for a call.</param>
/// <param name="CorrelationId">The checkout's, which every message of the order carries.</param>
/// <param name="CausationId">The message that caused it; null where a person or a clock did.</param>
/// <param name="Deliveries">Who has dealt with the message.</param>
/// <param name="Call">What became of the call; null for a message.</param>
internal sealed record TimelineEntry(
    DateTimeOffset At, string Module, string Type, Guid? MessageId, string CorrelationId, Guid? CausationId, IReadOnlyList<TimelineDelivery> Deliveries, TimelineCall? Call);

/// <param name="Consumer">Whose inbox.</param>
/// <param name="DeliveredAt">UTC.</param>
/// <param name="Attempts">1 when it went well at once.</param>
/// <param name="Outcome">handled or dead.</param>
internal sealed record TimelineDelivery(string Consumer, DateTimeOffset DeliveredAt, int Attempts, string Outcome);

/// <param name="Number">Counts the tries of one operation.</param>
/// <param name="Outcome">succeeded, refused, nothingHappened or unknown.</param>
/// <param name="Detail">The provider's id, a refusal's code, or what went wrong.</param>
/// <param name="EndedAt">UTC.</param>
internal sealed record TimelineCall(int Number, string Outcome, string? Detail, DateTimeOffset EndedAt);

/// <summary>Reads what all modules say about one order.</summary>
internal sealed class Timeline(IEnumerable<IModuleTrail> trails)
{
    /// <summary>Oldest first; messages of one module in the order in which they were written.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(OrderId orderId, string correlationId, CancellationToken cancellationToken)
    {
        List<TrailMessage> messages = [];
        List<TrailCall> calls = [];
        foreach (var trail in trails)
        {
            messages.AddRange(await trail.MessagesAsync(orderId.ToString(), cancellationToken));
            calls.AddRange(await trail.CallsAsync(orderId.ToString(), cancellationToken));
        }

        List<TrailDelivery> deliveries = [];
        Guid[] ids = [.. messages.Select(message => message.MessageId)];
        foreach (var trail in trails)
        {
            deliveries.AddRange(await trail.DeliveriesAsync(ids, cancellationToken));
        }

        var deliveredTo = deliveries.ToLookup(delivery => delivery.MessageId);
        return
        [
            .. messages.Select(message => (message.Sequence, Entry: Of(message, deliveredTo[message.MessageId])))
                .Concat(calls.Select(call => (Sequence: 0L, Entry: Of(call, correlationId))))
                .OrderBy(item => item.Entry.At)
                .ThenBy(item => item.Sequence)
                .Select(item => item.Entry),
        ];
    }

    private static TimelineEntry Of(TrailMessage message, IEnumerable<TrailDelivery> deliveries) => new(
        message.At,
        message.Module,
        message.Type,
        message.MessageId,
        message.CorrelationId,
        message.CausationId,
        [.. deliveries.Select(delivery => new TimelineDelivery(delivery.Consumer, delivery.DeliveredAt, delivery.Attempts, CamelCase(delivery.Outcome)))],
        Call: null);

    private static TimelineEntry Of(TrailCall call, string correlationId) => new(
        call.StartedAt,
        call.Module,
        $"call:{call.Operation}",
        MessageId: null,
        correlationId,
        call.CausationId,
        [],
        new TimelineCall(call.Number, CamelCase(call.Outcome), call.Detail, call.EndedAt));

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
