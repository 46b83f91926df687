using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Timelines;

/// <summary><c>GET /orders/{orderId}/timeline</c>: every message and every outgoing call of an order, in order.</summary>
internal static class GetTimeline
{
    /// <param name="At">UTC: when the message was written, or the call was made.</param>
    /// <param name="Module">Who wrote or called.</param>
    /// <param name="Type">The message's wire name, or <c>call:</c> and the operation.</param>
    /// <param name="MessageId">Null for a call.</param>
    /// <param name="CorrelationId">The checkout's, which every message of the order carries.</param>
    /// <param name="CausationId">The message that caused it; null where a person or a clock did.</param>
    /// <param name="Deliveries">Who has dealt with the message.</param>
    /// <param name="Call">What became of the call; null for a message.</param>
    public sealed record Entry(
        DateTimeOffset At, string Module, string Type, Guid? MessageId, string CorrelationId, Guid? CausationId, IReadOnlyList<Delivery> Deliveries, Call? Call);

    /// <param name="Consumer">Whose inbox.</param>
    /// <param name="DeliveredAt">UTC.</param>
    /// <param name="Attempts">1 when it went well at once.</param>
    /// <param name="Outcome">handled or dead.</param>
    public sealed record Delivery(string Consumer, DateTimeOffset DeliveredAt, int Attempts, string Outcome);

    /// <param name="Number">Counts the tries of one operation.</param>
    /// <param name="Outcome">succeeded, refused, nothingHappened or unknown.</param>
    /// <param name="Detail">The provider's id, a refusal's code, or what went wrong.</param>
    /// <param name="EndedAt">UTC.</param>
    public sealed record Call(int Number, string Outcome, string? Detail, DateTimeOffset EndedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/orders/{orderId}/timeline", HandleAsync)
        .WithTags("Operations")
        .WithSummary("Every message and outgoing call of an order, in order")
        .Produces<IReadOnlyList<Entry>>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string orderId, IMediator mediator, IEnumerable<IModuleTrail> trails, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(orderId, out var id)
            || await mediator.AskAsync<GetOrderSummary, OrderSummary?>(new(new OrderId(id)), cancellationToken) is not { } summary)
        {
            return Problems.NotFound("order", orderId);
        }

        return TypedResults.Ok(await EntriesAsync([.. trails], new OrderId(id), summary.CorrelationId, cancellationToken));
    }

    /// <summary>Oldest first; messages of one module in the order in which they were written.</summary>
    private static async Task<IReadOnlyList<Entry>> EntriesAsync(
        IReadOnlyList<IModuleTrail> trails, OrderId orderId, string correlationId, CancellationToken cancellationToken)
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

    private static Entry Of(TrailMessage message, IEnumerable<TrailDelivery> deliveries) => new(
        message.At,
        message.Module,
        message.Type,
        message.MessageId,
        message.CorrelationId,
        message.CausationId,
        [.. deliveries.Select(delivery => new Delivery(delivery.Consumer, delivery.DeliveredAt, delivery.Attempts, CamelCase(delivery.Outcome)))],
        Call: null);

    private static Entry Of(TrailCall call, string correlationId) => new(
        call.StartedAt,
        call.Module,
        $"call:{call.Operation}",
        MessageId: null,
        correlationId,
        call.CausationId,
        [],
        new Call(call.Number, CamelCase(call.Outcome), call.Detail, call.EndedAt));

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
