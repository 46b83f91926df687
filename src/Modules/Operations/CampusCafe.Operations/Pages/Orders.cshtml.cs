using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Orders;
using CampusCafe.Operations.Paging;
using CampusCafe.Ordering.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>Find a customer's order.</summary>
internal sealed class OrdersModel(OrderFinder finder, Texts texts) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Attention { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public OrderPage Found { get; private set; } = new([], null, null);

    public string? Wrong { get; private set; }

    public bool IsFirstPage => string.IsNullOrEmpty(After);

    public bool IsSearch => Queries.Given(Q) is not null || Queries.Given(Status) is not null || Attention == "true" || !IsFirstPage;

    public string FirstPage => Address(after: null);

    /// <summary>Of the page behind this one; null on the last.</summary>
    public string? Next => Found.Next is null ? null : Address(OrderFinder.NameOf(Found.Next));

    /// <summary>Of this page.</summary>
    public string Address() => Address(Queries.Given(After));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var words = Queries.Given(Q);
        var cursor = OrderFinder.CursorOf(Queries.Given(After));
        Wrong = (words, Queries.Given(Status), Queries.Given(After)) switch
        {
            _ when !Queries.IsText(words) => texts["What is looked for has at most {0} characters, none of them a control character.", Queries.MaxText],
            (_, { } status, _) when !OrderStatuses.All.Contains(status) => texts["There is no such status."],
            (_, _, not null) when cursor is null => texts["There is no such page."],
            _ => null,
        };
        if (Wrong is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        // Whoever has pasted an id wants that order.
        if (words is not null && IsFirstPage && Queries.Given(Status) is null && await finder.OrderOfAsync(words, cancellationToken) is { } orderId)
        {
            return Redirect($"{Request.PathBase}{ConsolePaths.Root}/orders/{orderId}");
        }

        Found = await finder.FindAsync(words, Queries.Given(Status), Attention == "true", cursor, Queries.DefaultLimit, cancellationToken);
        return Page();
    }

    private string Address(string? after) => Links.To(
        Request, "orders", ("q", Queries.Given(Q)), ("status", Queries.Given(Status)), ("attention", Attention == "true" ? Attention : null), ("after", after));
}
