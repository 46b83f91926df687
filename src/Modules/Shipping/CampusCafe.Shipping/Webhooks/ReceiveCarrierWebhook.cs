using System.Text.Json;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Persistence;
using CampusCafe.Shipping.Shipments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusCafe.Shipping.Webhooks;

/// <summary>
/// <c>POST /webhooks/carrier</c>: where the goods are. Comes twice, late, early or never; the shipment's table takes it
/// as it comes. Answered 2xx only after the commit.
/// </summary>
internal static class ReceiveCarrierWebhook
{
    private const string SignatureHeader = "Carrier-Signature";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/carrier", HandleAsync)
        .IsForProviders()
        .WithTags("Webhooks")
        .WithSummary("The carrier's tracking events, signed")
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Task<IResult> HandleAsync(
        HttpContext http, IOptions<CarrierWebhookOptions> options, WebhookInbox inbox, TimeProvider time, CancellationToken cancellationToken) =>
        inbox.ReceiveAsync<ShippingDbContext>(
            http,
            SignatureHeader,
            options.Value.Secret,
            (context, payload, token) => TellAsync(context, payload, time.GetUtcNow(), token),
            cancellationToken);

    private static async Task TellAsync(ShippingDbContext context, JsonElement payload, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (TriggerOf(payload) is not { } trigger || ReferenceOf(payload) is not { } reference)
        {
            return; // An event about something else: not ours, and not wrong.
        }

        if (await context.Shipments.FirstOrDefaultAsync(s => s.Id == reference, cancellationToken) is { } shipment)
        {
            await context.TellAsync(shipment, trigger, now, cancellationToken);
        }
    }

    private static ShipmentTrigger? TriggerOf(JsonElement payload) => payload.TextAt("type") switch
    {
        "shipment.dispatched" => ShipmentTrigger.Left,
        "shipment.delivered" => ShipmentTrigger.Arrived,
        "shipment.lost" => ShipmentTrigger.Vanished,
        _ => null,
    };

    private static ShipmentId? ReferenceOf(JsonElement payload) =>
        Guid.TryParse(payload.TextAt("data", "reference"), out var id) ? new ShipmentId(id) : null;
}
