using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Shipping.Carrier;
using CampusCafe.Shipping.Persistence;
using CampusCafe.Shipping.Shipments;
using CampusCafe.Shipping.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.Shipping;

/// <summary>The parcel of an order: booked, handed over, called back; and what the carrier does by itself.</summary>
public sealed class ShippingModule : IModule
{
    internal const string ModuleName = "shipping";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddOutgoingHttpClient<CarrierClient, CarrierOptions>();
        builder.AddModule<ShippingDbContext>(ModuleName)
            .AddOptions<CarrierWebhookOptions>(CarrierWebhookOptions.Section)
            .AddOptions<PollingOptions>(PollingOptions.Section)
            .AddConsumer<ShippingConsumer>("ordering")
            .AddCalls<ShipmentCalls>("Creates, dispatches and cancels shipments at the carrier.")
            .AddJob<PollCarrier>(
                "shipping.carrier-polling",
                "Asks the carrier about shipments under way, so that a lost webhook loses nothing.",
                provider => provider.GetRequiredService<IOptions<PollingOptions>>().Value.Interval);
    }

    public void Map(IEndpointRouteBuilder routes) => ReceiveCarrierWebhook.Map(routes);
}

internal sealed class ShippingConsumer : IConsumer
{
    public static string Name => ShippingModule.ModuleName;
}
