using System.Text.Json;
using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Providers;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary><c>POST /carrier/shipments</c>: books a parcel under the client's own reference.</summary>
internal static class CreateShipment
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/carrier/shipments", static (HttpContext http, ProviderEndpoint endpoint, CarrierDialect carrier) =>
            endpoint.MutateAsync(http, carrier, Operation.Create, PerformAsync));

    private static async Task<Answer> PerformAsync(Work work)
    {
        if (Parse(work.Request.Body) is not { } command)
        {
            return Malformed("The body must be a JSON object.");
        }

        if (command.Flaw() is { } flaw)
        {
            return Malformed(flaw);
        }

        if (await work.Db.Shipments.AnyAsync(s => s.Reference == command.Reference, work.CancellationToken))
        {
            return CarrierJson.Error(
                StatusCodes.Status409Conflict, "reference_in_use", $"The reference '{command.Reference}' names another shipment.");
        }

        var shipment = new Shipment
        {
            Reference = command.Reference!,
            OrderId = command.OrderId!,
            ShipToJson = CarrierJson.Write(command.ShipTo),
            ItemsJson = ShipmentItem.ToJson(command.Items!),
            TrackingNumber = CarrierIds.NewTrackingNumber(),
            UpdatedAt = work.Now,
        };
        work.Db.Shipments.Add(shipment);
        work.Db.Happened(shipment, CarrierJournal.Create, work.IdempotencyKey, work.Now);
        return CarrierJson.Shipment(StatusCodes.Status201Created, shipment);
    }

    private static Command? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Command>(body, CarrierJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Refused before it began to execute: nothing is kept under its key.
    private static Answer Malformed(string message) =>
        CarrierJson.Error(StatusCodes.Status400BadRequest, "invalid_request", message) with { Executed = false };

    private sealed record Command(string? Reference, string? OrderId, Address? ShipTo, IReadOnlyList<ShipmentItem>? Items)
    {
        private const int LongestReference = 100;

        public string? Flaw() => this switch
        {
            { Reference: not { Length: > 0 and <= LongestReference } } => $"reference must have between 1 and {LongestReference} characters.",
            { OrderId: not { Length: > 0 } } => "orderId is missing.",
            { ShipTo: null } => "shipTo is missing.",
            { ShipTo.IsComplete: false } => "shipTo needs recipient, line1, city, postalCode and country.",
            { Items: not { Count: > 0 } } => "items must not be empty.",
            _ when Items.Any(static i => i is not { ItemId.Length: > 0, Quantity: > 0 }) => "each of items needs an itemId and a quantity from 1.",
            _ => null,
        };
    }

    private sealed record Address(string? Recipient, string? Line1, string? City, string? PostalCode, string? Country)
    {
        public bool IsComplete { get; } = new[] { Recipient, Line1, City, PostalCode, Country }.All(static part => !string.IsNullOrWhiteSpace(part));
    }
}
