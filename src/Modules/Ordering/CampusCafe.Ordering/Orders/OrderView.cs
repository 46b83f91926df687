using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Payments.Contracts;
using CampusCafe.Shipping.Contracts;
using MediatR;

namespace CampusCafe.Ordering.Orders;

/// <summary>An order as the outside sees it. Payment, stock and shipment are what their own modules say now.</summary>
internal sealed record OrderView(
    OrderId OrderId,
    string Status,
    bool NeedsAttention,
    IReadOnlyList<OrderLine> Items,
    Money Total,
    OrderView.PaymentPart Payment,
    OrderView.StockPart Stock,
    OrderView.ShipmentPart Shipment,
    OrderView.FailurePart? Failure,
    DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt)
{
    private const string None = "none";
    private const string DeadlineMessage = "The order could not be prepared in time.";

    /// <param name="PaymentId">Null until Payments has heard of the order.</param>
    /// <param name="Status">none, authorizing, authorized, declined, capturing, captured, voided, refunded or unknown.</param>
    public sealed record PaymentPart(PaymentId? PaymentId, string Status);

    /// <param name="Status">none, held, committed, released, restocked or rejected.</param>
    public sealed record StockPart(string Status);

    /// <param name="ShipmentId">Null until Shipping has heard of the order.</param>
    /// <param name="Status">none, creating, created, dispatching, dispatched, delivered, cancelled, rejected, lost or unknown.</param>
    /// <param name="TrackingNumber">The carrier's; null until there is one.</param>
    public sealed record ShipmentPart(ShipmentId? ShipmentId, string Status, string? TrackingNumber);

    /// <param name="Code">Why the order was rejected: stable.</param>
    /// <param name="Message">For people.</param>
    public sealed record FailurePart(string Code, string Message);

    /// <summary>An order that has just been written: no other module has heard of it yet.</summary>
    public static OrderView OfNew(Order order) => Of(order, payment: null, stock: null, shipment: null);

    public static async Task<OrderView> OfAsync(Order order, IMediator mediator, CancellationToken cancellationToken) => Of(
        order,
        await mediator.AskAsync<GetOrderPayment, OrderPayment?>(new(order.Id), cancellationToken),
        await mediator.AskAsync<GetOrderStock, OrderStock?>(new(order.Id), cancellationToken),
        await mediator.AskAsync<GetOrderShipment, OrderShipment?>(new(order.Id), cancellationToken));

    private static OrderView Of(Order order, OrderPayment? payment, OrderStock? stock, OrderShipment? shipment) => new(
        order.Id,
        OrderStatus.Of(order.Saga),
        order.NeedsAttention,
        order.Lines,
        order.Total,
        new(payment?.PaymentId, payment?.Status ?? None),
        new(stock?.Status ?? None),
        new(shipment?.ShipmentId, shipment?.Status ?? None, shipment?.TrackingNumber),
        OrderStatus.FailureCode(order.Saga.Cause) is { } code ? new(code, order.FailureMessage ?? DeadlineMessage) : null,
        order.PlacedAt,
        order.UpdatedAt);
}
