using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Payments.Gateway;
using CampusCafe.Payments.Payments;
using CampusCafe.Payments.Persistence;
using CampusCafe.Payments.Webhooks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Payments;

/// <summary>The money of an order: reserved, taken, given back; each step asked of the provider until its outcome is certain.</summary>
public sealed class PaymentsModule : IModule
{
    internal const string ModuleName = "payments";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddOutgoingHttpClient<PaymentGateway, PaymentsGatewayOptions>();
        builder.AddModule<PaymentsDbContext>(ModuleName)
            .AddOptions<PaymentsWebhookOptions>(PaymentsWebhookOptions.Section)
            .AddConsumer<PaymentsConsumer>("ordering")
            .AddCalls<PaymentCalls>("Authorizes, captures, voids and refunds at the payment provider.");
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        GetPayment.Map(routes);
        ReceivePaymentWebhook.Map(routes);
    }
}

internal sealed class PaymentsConsumer : IConsumer
{
    public static string Name => PaymentsModule.ModuleName;
}
