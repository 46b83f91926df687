using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Persistence;

namespace CampusCafe.Shipping.Shipments;

internal sealed class HandleCreateShipment(ShippingDbContext context, TimeProvider time) : MessageHandler<ShippingConsumer, CreateShipment>
{
    protected override async Task HandleAsync(CreateShipment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddShipmentAsync(message.OrderId, time, cancellationToken)).Create(message);
}

internal sealed class HandleDispatchShipment(ShippingDbContext context, TimeProvider time) : MessageHandler<ShippingConsumer, DispatchShipment>
{
    protected override async Task HandleAsync(DispatchShipment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddShipmentAsync(message.OrderId, time, cancellationToken)).Dispatch();
}

internal sealed class HandleCancelShipment(ShippingDbContext context, TimeProvider time) : MessageHandler<ShippingConsumer, CancelShipment>
{
    protected override async Task HandleAsync(CancelShipment message, CancellationToken cancellationToken) =>
        (await context.FindOrAddShipmentAsync(message.OrderId, time, cancellationToken)).Cancel();
}

internal static class FindingShipments
{
    /// <summary>What is not there yet is added: a cancel that comes first leaves a tombstone.</summary>
    public static async Task<Shipment> FindOrAddShipmentAsync(
        this ShippingDbContext context, OrderId orderId, TimeProvider time, CancellationToken cancellationToken) =>
        await context.Shipments.FindAsync([orderId], cancellationToken) ?? context.Add(new Shipment(orderId, time.GetUtcNow())).Entity;
}
