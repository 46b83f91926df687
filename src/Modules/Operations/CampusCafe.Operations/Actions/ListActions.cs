using System.Globalization;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Actions;

/// <summary><c>GET /operations/actions</c>: who did what by hand, newest first.</summary>
internal static class ListActions
{
    /// <param name="Actions">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
    public sealed record Page(IReadOnlyList<View> Actions, string? Next);

    /// <param name="Person">An account's or a key's name, or developer; anonymous for whoever followed a link.</param>
    /// <param name="PersonKind">account, key or developer; empty for whoever followed a link.</param>
    /// <param name="Action">What was done: <c>order.resume</c>.</param>
    /// <param name="Subject">What it was done to.</param>
    /// <param name="State">begun (nobody saw its end), done, refused or failed.</param>
    /// <param name="Note">More about it.</param>
    /// <param name="CorrelationId">Of the request.</param>
    /// <param name="BegunAt">UTC.</param>
    /// <param name="EndedAt">UTC; null while it isn't.</param>
    public sealed record View(
        string Person, string PersonKind, string Action, string Subject, string State, string? Note, string CorrelationId, DateTimeOffset BegunAt, DateTimeOffset? EndedAt)
    {
        public static View Of(RecordedAction action) => new(
            action.Person,
            action.PersonKind,
            action.Action,
            action.Subject,
            JsonNamingPolicy.CamelCase.ConvertName(action.State.ToString()),
            action.Note,
            action.CorrelationId,
            action.BegunAt,
            action.EndedAt);
    }

    /// <param name="Limit">Actions in a page, 1 to 100; 50 if not given.</param>
    /// <param name="After">The <c>next</c> of the page before.</param>
    public sealed record Query(string? Limit, string? After);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/actions", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("Who did what by hand, newest first (viewers)")
        .Produces<Page>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <returns>Null for what is no page's <c>next</c>.</returns>
    public static long? CursorOf(string? next) =>
        long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : null;

    public static string NameOf(RecordedAction last) => last.Sequence.ToString(CultureInfo.InvariantCulture);

    private static async Task<IResult> HandleAsync([AsParameters] Query query, SystemDesk desk, CancellationToken cancellationToken)
    {
        if (Queries.LimitOf(query.Limit) is not { } limit)
        {
            return Problems.Invalid("limit", $"A limit is a number from 1 to {Queries.MaxLimit}.");
        }

        var after = Queries.Given(query.After);
        if (after is not null && CursorOf(after) is null)
        {
            return Queries.NoSuchPage();
        }

        var found = await desk.ActionsAsync(CursorOf(after), limit + 1, cancellationToken);
        return TypedResults.Ok(new Page([.. found.Take(limit).Select(View.Of)], found.Count > limit ? NameOf(found[limit - 1]) : null));
    }
}
