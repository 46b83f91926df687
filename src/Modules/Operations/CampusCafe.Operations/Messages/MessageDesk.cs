using System.Globalization;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;

namespace CampusCafe.Operations.Messages;

/// <summary>Where a listing over all modules goes on: module by module, each in its own order.</summary>
/// <param name="Module">The module that is being read.</param>
/// <param name="Sequence">Where in it; null for its begin.</param>
internal sealed record MessageCursor(string Module, long? Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Module}_{Sequence}");

    /// <returns>Null for what is no page's <c>next</c>.</returns>
    public static MessageCursor? Of(string? next) => next?.Split('_') is [var module, var text]
        ? text.Length == 0
            ? new(module, null)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? new(module, sequence) : null
        : null;
}

/// <param name="Rows">What fits.</param>
/// <param name="Next">Where the next page begins; null on the last one. A page that isn't full and has a next one has looked through as many as are looked through at once.</param>
internal sealed record MessagePage<TRow>(IReadOnlyList<TRow> Rows, MessageCursor? Next);

/// <summary>One message with all that is known of it.</summary>
/// <param name="Module">Who wrote it.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Type">Wire name with version.</param>
/// <param name="Key">The ordering key: the order's id.</param>
/// <param name="AggregateType">What kind of thing spoke.</param>
/// <param name="Payload">As it was written.</param>
/// <param name="CorrelationId">Of the checkout.</param>
/// <param name="CausationId">The message that caused it; null where a person or a clock did.</param>
/// <param name="TraceParent">W3C trace context; null where nobody traced.</param>
/// <param name="OccurredAt">UTC: when it was written.</param>
/// <param name="Sequence">Its place in its module's log.</param>
/// <param name="Deliveries">Which consumers have dealt with it.</param>
/// <param name="Stalls">Which consumers failed, and try again.</param>
internal sealed record MessageView(
    string Module,
    Guid MessageId,
    string Type,
    string Key,
    string AggregateType,
    string Payload,
    string CorrelationId,
    Guid? CausationId,
    string? TraceParent,
    DateTimeOffset OccurredAt,
    long Sequence,
    IReadOnlyList<TrailDelivery> Deliveries,
    IReadOnlyList<StalledRow> Stalls);

/// <summary>The messages of all modules, for routes and pages.</summary>
internal sealed class MessageDesk(IEnumerable<IModuleMessages> all, IEnumerable<IModuleTrail> trails)
{
    private readonly IModuleMessages[] modules = [.. all.OrderBy(module => module.Module, StringComparer.Ordinal)];

    public IReadOnlyList<string> Modules => [.. modules.Select(module => module.Module)];

    public Task<MessagePage<PendingRow>> PendingAsync(MessageSearch search, MessageCursor? after, int limit, CancellationToken cancellationToken) =>
        PageAsync(after, limit, (module, sequence, most) => module.PendingAsync(search, sequence ?? 0, most, cancellationToken));

    public Task<MessagePage<StalledRow>> StalledAsync(MessageSearch search, MessageCursor? after, int limit, CancellationToken cancellationToken) =>
        PageAsync(after, limit, (module, sequence, most) => module.StalledAsync(search, sequence ?? -1, most, cancellationToken));

    /// <summary>Newest first, whoever wrote it; each module's own in the order in which it wrote them.</summary>
    /// <param name="search">Which.</param>
    /// <param name="writer">Only this module's; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Most messages in a page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LogPart> LogAsync(MessageSearch search, string? writer, LogCursor after, int limit, CancellationToken cancellationToken)
    {
        List<ModuleLog> logs = [];
        foreach (var module in modules.Where(module => writer is null || module.Module == writer))
        {
            long? before = after.Before.TryGetValue(module.Module, out var sequence) ? sequence : null;
            logs.Add(new(module.Module, before, await module.LogAsync(search, before, limit, cancellationToken)));
        }

        return LogPart.Of(logs, limit);
    }

    /// <summary>The log's cursor, of modules that there are.</summary>
    /// <param name="next">Null for the newest.</param>
    /// <returns>Null for what is no page's <c>next</c>.</returns>
    public LogCursor? LogCursorOf(string? next) => next is null
        ? LogCursor.Begin
        : LogCursor.Of(next) is { } cursor && cursor.Before.Keys.All(Modules.Contains) ? cursor : null;

    /// <summary>Null when no module's log has it, or not any more.</summary>
    public async Task<MessageView?> FindAsync(Guid messageId, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            if (await module.FindAsync(messageId, cancellationToken) is { } message)
            {
                return await ViewAsync(module, message, cancellationToken);
            }
        }

        return null;
    }

    private async Task<MessageView> ViewAsync(IModuleMessages module, OutboxMessage message, CancellationToken cancellationToken)
    {
        List<TrailDelivery> deliveries = [];
        foreach (var trail in trails)
        {
            deliveries.AddRange(await trail.DeliveriesAsync([message.Id], cancellationToken));
        }

        var stalls = await module.StalledAsync(new MessageSearch(Key: message.AggregateId), after: -1, Paging.Queries.MaxLimit, cancellationToken);
        return new(
            module.Module,
            message.Id,
            message.Type,
            message.AggregateId,
            message.AggregateType,
            message.Payload,
            message.CorrelationId,
            message.CausationId,
            message.TraceParent,
            message.OccurredAt,
            message.Sequence,
            deliveries,
            [.. stalls.Rows.Where(stall => stall.Message?.MessageId == message.Id)]);
    }

    private async Task<MessagePage<TRow>> PageAsync<TRow>(
        MessageCursor? after, int limit, Func<IModuleMessages, long?, int, Task<Part<TRow>>> read)
    {
        List<TRow> rows = [];
        for (var i = after is null ? 0 : Array.FindIndex(modules, module => module.Module == after.Module); i >= 0 && i < modules.Length; i++)
        {
            var part = await read(modules[i], modules[i].Module == after?.Module ? after.Sequence : null, limit - rows.Count);
            rows.AddRange(part.Rows);
            if (part.Next is { } next)
            {
                return new(rows, new(modules[i].Module, next));
            }

            if (rows.Count == limit && i + 1 < modules.Length)
            {
                return new(rows, new(modules[i + 1].Module, null));
            }
        }

        return new(rows, Next: null);
    }
}
