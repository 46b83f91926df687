using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.Operations.Paging;
using CampusCafe.Ordering.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Orders;

/// <summary><c>GET /operations/orders</c>: newest first, page by page.</summary>
internal static class ListOrders
{
    /// <param name="Orders">Newest first.</param>
    /// <param name="Next">What to send as <c>after</c> for the next page; null on the last one.</param>
    /// <param name="LookedBackTo">UTC: a search by status looks through so many orders at once; how far it came, if not to the oldest. The next page goes on from there.</param>
    public sealed record Page(IReadOnlyList<OrderRow> Orders, string? Next, DateTimeOffset? LookedBackTo);

    /// <param name="Q">An order's, payment's or shipment's id, the payment provider's id, an e-mail address, or a correlation id.</param>
    /// <param name="Status">placed, confirmed, shipped, completed, cancelling, rejected or cancelled.</param>
    /// <param name="NeedsAttention">true for those only that call for a person.</param>
    /// <param name="Limit">Orders in a page, 1 to 100; 50 if not given.</param>
    /// <param name="After">The <c>next</c> of the page before.</param>
    public sealed record Query(string? Q, string? Status, string? NeedsAttention, string? Limit, string? After);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/orders", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("Find orders by an id, an e-mail address or a status, newest first (viewers)")
        .Produces<Page>()
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync([AsParameters] Query query, OrderFinder finder, CancellationToken cancellationToken)
    {
        if (Refuse(query) is { } invalid)
        {
            return invalid;
        }

        var page = await finder.FindAsync(
            Queries.Given(query.Q),
            Queries.Given(query.Status),
            Queries.Given(query.NeedsAttention) == "true",
            OrderFinder.CursorOf(Queries.Given(query.After)),
            Queries.LimitOf(query.Limit)!.Value,
            cancellationToken);
        return TypedResults.Ok(new Page(page.Orders, OrderFinder.NameOf(page.Next), page.LookedBackTo));
    }

    private static IResult? Refuse(Query query) => query switch
    {
        _ when !Queries.IsText(query.Q) => Problems.Invalid("q", $"What is looked for has at most {Queries.MaxText} characters, none of them a control character."),
        _ when Queries.Given(query.Status) is { } status && !OrderStatuses.All.Contains(status) =>
            Problems.Invalid("status", $"A status is {string.Join(", ", OrderStatuses.All)}."),
        _ when Queries.Given(query.NeedsAttention) is not (null or "true" or "false") => Problems.Invalid("needsAttention", "Send true or false."),
        _ when Queries.RefuseLimit(query.Limit) is { } wrongLimit => wrongLimit,
        _ when Queries.Given(query.After) is { } after && OrderFinder.CursorOf(after) is null => Queries.NoSuchPage(),
        _ => null,
    };
}
