using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Ordering.Menu;
using CampusCafe.Ordering.Orders;
using CampusCafe.Ordering.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.Ordering;

/// <summary>The menu, the checkout, and the order that leads stock, payment and shipment to one end.</summary>
public sealed class OrderingModule : IModule
{
    internal const string ModuleName = "ordering";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder) => builder.AddModule<OrderingDbContext>(ModuleName)
        .AddOptions<OrderingOptions>(OrderingOptions.Section)
        .AddConsumer<OrderingConsumer>("ordering", "inventory", "payments", "shipping")
        .AddJob<PassDeadlines>(
            "ordering.saga-deadline",
            "Tells orders that their deadline has passed.",
            provider => PassDeadlines.IntervalFor(provider.GetRequiredService<IOptions<OrderingOptions>>().Value.Deadline))
        .AddSeed<MenuSeed>()
        .AddScoped<OrderInbox>()
        .AddSingleton<SagaMetrics>()
        .AddSingleton<ClosedMinutes>()
        .AddSingleton<OrderDesk>()
        .AddScoped<WaitForOutcome>();

    public void Map(IEndpointRouteBuilder routes)
    {
        GetMenu.Map(routes);
        PlaceOrder.Map(routes.MapGroup(string.Empty).TakesNewOrders());
        GetOrder.Map(routes);
        CancelOrder.Map(routes);
        CareForOrder.Map(routes);
        ResumeOrder.Map(routes);
        ApplyRemedy.Map(routes);
    }
}

internal sealed class OrderingConsumer : IConsumer
{
    public static string Name => OrderingModule.ModuleName;
}
