using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.DeadLetters;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Messages;

/// <summary><c>GET /operations/messages/pending</c>, <c>…/stalled</c> and <c>…/log</c>: what waits, what is held back by a failure, what was written. The dead are <c>/operations/dead-letters</c>.</summary>
internal static class ListMessages
{
    /// <param name="Messages">What fits.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one. A search by type or text looks through so many at once: a page may be short of its limit, even empty, and have a next one.</param>
    public sealed record Page<TRow>(IReadOnlyList<TRow> Messages, string? Next);

    /// <param name="Consumer">Only this consumer's.</param>
    /// <param name="Type">Only messages of this wire name with version, such as <c>inventory.hold-stock.v1</c>.</param>
    /// <param name="Key">Only this order's.</param>
    /// <param name="Text">Only with this somewhere in the payload, as it is written there.</param>
    /// <param name="Limit">Messages in a page, 1 to 100; 50 if not given.</param>
    /// <param name="After">The <c>next</c> of the page before.</param>
    public sealed record Query(string? Consumer, string? Type, string? Key, string? Text, string? Limit, string? After)
    {
        public MessageSearch Search => new(Queries.Given(Consumer), Queries.Given(Type), Queries.Given(Key), Queries.Given(Text));
    }

    /// <param name="Messages">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
    /// <param name="LookedBackTo">UTC: a search by type or text looks through so many at once, and this is how far it came; null when the page is full, or the last.</param>
    public sealed record LogPage(IReadOnlyList<LoggedMessage> Messages, string? Next, DateTimeOffset? LookedBackTo);

    /// <param name="Module">Only what this module wrote.</param>
    /// <param name="Type">Only messages of this wire name with version, such as <c>inventory.hold-stock.v1</c>.</param>
    /// <param name="Key">Only this order's.</param>
    /// <param name="Text">Only with this somewhere in the payload, as it is written there.</param>
    /// <param name="Limit">Messages in a page, 1 to 100; 50 if not given.</param>
    /// <param name="After">The <c>next</c> of the page before.</param>
    public sealed record LogQuery(string? Module, string? Type, string? Key, string? Text, string? Limit, string? After);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map<PendingRow>(routes, "pending", "Messages that wait for a consumer, in the order of their queues", desk => desk.PendingAsync);
        Map<StalledRow>(routes, "stalled", "Messages that failed and are tried again, with the time of the next attempt", desk => desk.StalledAsync);
        routes.MapGet("/operations/messages/log", LogAsync)
            .RequireViewer()
            .WithTags("Operations")
            .WithSummary("Messages that were written, newest first (viewers)")
            .Produces<LogPage>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> LogAsync([AsParameters] LogQuery query, MessageDesk desk, CancellationToken cancellationToken)
    {
        var (module, after) = (Queries.Given(query.Module), Queries.Given(query.After));
        if (module is not null && !desk.Modules.Contains(module))
        {
            return Problems.Invalid("module", $"There is no such module with messages; there are {string.Join(", ", desk.Modules)}.");
        }

        if ((Queries.RefuseWords(query.Type, query.Key, query.Text) ?? Queries.RefuseLimit(query.Limit)) is { } invalid)
        {
            return invalid;
        }

        if (desk.LogCursorOf(after) is not { } cursor)
        {
            return Queries.NoSuchPage();
        }

        var search = new MessageSearch(Type: Queries.Given(query.Type), Key: Queries.Given(query.Key), Text: Queries.Given(query.Text));
        var page = await desk.LogAsync(search, module, cursor, Queries.LimitOf(query.Limit)!.Value, cancellationToken);
        return TypedResults.Ok(new LogPage(page.Rows, page.Next?.ToString(), page.LookedBackTo));
    }

    private static void Map<TRow>(IEndpointRouteBuilder routes, string which, string summary, Func<MessageDesk, Read<TRow>> read) => routes
        .MapGet($"/operations/messages/{which}", async ([AsParameters] Query query, MessageDesk desk, DeadLetterDesk consumers, CancellationToken cancellationToken) =>
        {
            if (Refuse(query, desk, consumers) is { } invalid)
            {
                return invalid;
            }

            var page = await read(desk)(query.Search, MessageCursor.Of(Queries.Given(query.After)), Queries.LimitOf(query.Limit)!.Value, cancellationToken);
            return (IResult)TypedResults.Ok(new Page<TRow>(page.Rows, page.Next?.ToString()));
        })
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary($"{summary} (viewers)")
        .Produces<Page<TRow>>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static IResult? Refuse(Query query, MessageDesk desk, DeadLetterDesk consumers) => query switch
    {
        _ when Queries.Given(query.Consumer) is { } consumer && !consumers.IsConsumer(consumer) =>
            Problems.Invalid("consumer", $"There is no such consumer; there are {string.Join(", ", consumers.Consumers)}."),
        _ when (Queries.RefuseWords(query.Type, query.Key, query.Text) ?? Queries.RefuseLimit(query.Limit)) is { } invalid => invalid,
        _ when Queries.Given(query.After) is { } after && !(MessageCursor.Of(after) is { } cursor && desk.Modules.Contains(cursor.Module)) => Queries.NoSuchPage(),
        _ => null,
    };

    private delegate Task<MessagePage<TRow>> Read<TRow>(MessageSearch search, MessageCursor? after, int limit, CancellationToken cancellationToken);
}
