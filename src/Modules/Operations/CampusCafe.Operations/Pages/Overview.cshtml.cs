using CampusCafe.BuildingBlocks.Console;
using CampusCafe.Operations.Overview;

namespace CampusCafe.Operations.Pages;

internal sealed class OverviewModel(ShopOverview overview) : ConsolePage
{
    /// <summary>5: a rate of the minutes that are over, which doesn't fall to nothing each time that one begins.</summary>
    private const int RateOver = 5;

    public ShopFigures Figures { get; private set; } = null!;

    public double OrdersPerMinute => Figures.Orders.Minutes.SkipLast(1).TakeLast(RateOver).Average(minute => minute.Placed);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Figures = await overview.LookAsync(cancellationToken);
}
