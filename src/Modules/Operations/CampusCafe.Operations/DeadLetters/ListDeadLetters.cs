using System.Globalization;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.DeadLetters;

/// <summary><c>GET /operations/dead-letters</c>: what consumers gave up, newest first, page by page.</summary>
internal static class ListDeadLetters
{
    /// <param name="Letters">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
    public sealed record Page(IReadOnlyList<Letter> Letters, string? Next);

    /// <param name="Consumer">Only this consumer's.</param>
    /// <param name="Type">Only messages of this wire name with version, such as <c>inventory.hold-stock.v1</c>.</param>
    /// <param name="Key">Only this order's.</param>
    /// <param name="Status">dead, redriving or discarded.</param>
    /// <param name="Text">Only with this somewhere in the payload, as it is written there, or in the errors.</param>
    /// <param name="Limit">Letters in a page, 1 to 100; 50 if not given.</param>
    /// <param name="After">The <c>next</c> of the page before.</param>
    public sealed record Query(string? Consumer, string? Type, string? Key, string? Status, string? Text, string? Limit, string? After);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/dead-letters", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("What consumers gave up, newest first (viewers)")
        .Produces<Page>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync([AsParameters] Query query, DeadLetterDesk desk, CancellationToken cancellationToken)
    {
        if (Refuse(query, desk) is { } invalid)
        {
            return invalid;
        }

        var limit = Queries.LimitOf(query.Limit)!.Value;
        var filter = new DeadLetterFilter(Queries.Given(query.Type), Queries.Given(query.Key), StatusOf(query.Status), Queries.Given(query.Text));
        var found = await desk.ListAsync(Queries.Given(query.Consumer), filter, CursorOf(query.After), limit + 1, cancellationToken);
        var letters = found.Take(limit).Select(Letter.Of).ToList();
        return TypedResults.Ok(new Page(letters, found.Count > limit ? NameOf(letters[^1]) : null));
    }

    private static IResult? Refuse(Query query, DeadLetterDesk desk) => query switch
    {
        _ when Queries.Given(query.Consumer) is { } consumer && !desk.IsConsumer(consumer) =>
            Problems.Invalid("consumer", $"There is no such consumer; there are {string.Join(", ", desk.Consumers)}."),
        _ when Queries.RefuseWords(query.Type, query.Key, query.Text) is { } wrongWords => wrongWords,
        _ when Queries.Given(query.Status) is not null && StatusOf(query.Status) is null =>
            Problems.Invalid("status", $"A status is {string.Join(", ", Enum.GetValues<DeadLetterStatus>().Select(Letter.NameOf))}."),
        _ when Queries.RefuseLimit(query.Limit) is { } wrongLimit => wrongLimit,
        _ when Queries.Given(query.After) is not null && CursorOf(query.After) is null => Queries.NoSuchPage(),
        _ => null,
    };

    public static DeadLetterStatus? StatusOf(string? name) =>
        Enum.GetValues<DeadLetterStatus>().Cast<DeadLetterStatus?>().FirstOrDefault(status => Letter.NameOf(status!.Value) == name);

    public static string NameOf(Letter letter) => string.Create(CultureInfo.InvariantCulture, $"{letter.DiedAt.UtcTicks}_{letter.MessageId:N}_{letter.Consumer}");

    public static DeadLetterCursor? CursorOf(string? next) =>
        next?.Split('_', 3) is [var ticks, var messageId, var consumer]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(messageId, "N", out var id)
            ? new DeadLetterCursor(new DateTimeOffset(at, TimeSpan.Zero), consumer, id)
            : null;
}
