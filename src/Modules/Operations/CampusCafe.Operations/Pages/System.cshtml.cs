using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Paging;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>What runs where, on what, and who did what.</summary>
internal sealed class SystemModel(SystemDesk desk) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public SystemView View { get; private set; } = null!;

    public IReadOnlyList<ListActions.View> Actions { get; private set; } = [];

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        View = await desk.LookAsync(cancellationToken);
        var found = await desk.ActionsAsync(ListActions.CursorOf(Queries.Given(After)), Queries.DefaultLimit + 1, cancellationToken);
        Actions = [.. found.Take(Queries.DefaultLimit).Select(ListActions.View.Of)];
        Next = found.Count > Queries.DefaultLimit ? Links.To(Request, "system", ("after", ListActions.NameOf(found[Queries.DefaultLimit - 1]))) : null;
    }
}
