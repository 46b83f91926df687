using CampusCafe.Inventory.Holds;
using CampusCafe.Ordering.Orders;
using CampusCafe.Shipping.Shipments;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>What must hold in every reachable state; each answers with its own words when broken.</summary>
internal static class Invariants
{
    public const string SentUnpaid = "Our dispatch took the goods while the money was not ours.";
    public const string DispatchingUnpaid = "A dispatch is being called while the money is not ours.";
    public const string CapturedTwice = "The money was captured more than once.";
    public const string RefundedTwice = "More was refunded than was captured.";
    public const string MoneyBackTooSoon = "The money is given back while the carrier still has a booking and may take the goods.";
    public const string CompletedWithoutMoney = "Completed, but the money is not ours.";
    public const string CompletedWithoutGoods = "Completed, but the customer doesn't have the goods.";
    public const string MoneyAfterUndoing = "Rejected or cancelled, but money is still reserved or ours.";
    public const string GoodsAfterUndoing = "Rejected or cancelled, the carrier did nothing on its own, but the goods are out.";
    public const string StockAfterUndoing = "Rejected or cancelled, the carrier did nothing on its own, but stock is still held or sold.";
    public const string GoodsGivenAway = "Rejected or cancelled, the goods are out, and nobody was asked.";
    public const string MoneyWithoutGoods = "At rest with the customer's money and without the goods on their way, and nobody was asked.";
    public const string ShelfIsWrong = "At rest with the goods out, their stock not committed, and nobody was asked to count the shelf.";
    public const string RemedyUnseen = "An operator's remedy is possible, but nothing asks for their attention.";

    public static string? Broken(in World world, bool atRest)
    {
        var (saga, money, goods) = (world.Saga, world.Provider, world.Carrier);
        var undone = saga.State is SagaState.Rejected or SagaState.Cancelled;
        var remedied = saga.Cause is Cause.OperatorRefunded;
        var attended = saga.Attention is not SagaAttention.None;
        return saga switch
        {
            _ when world.SentUnpaid => SentUnpaid,
            _ when IsDispatching(world.Shipment) && !money.Keeps => DispatchingUnpaid,
            _ when money.Captures > 1 => CapturedTwice,
            _ when money.Refunds > money.Captures => RefundedTwice,
            _ when IsBooked(goods) && !remedied && IsGivenBack(money) => MoneyBackTooSoon,
            _ when saga.State is SagaState.Completed && !money.Keeps => CompletedWithoutMoney,
            _ when saga.State is SagaState.Completed && !HasArrived(goods.Parcel) => CompletedWithoutGoods,
            _ when undone && (money.Holds || money.Keeps) => MoneyAfterUndoing,
            _ when undone && !remedied && !goods.ActedAlone && goods.GoodsAreOut => GoodsAfterUndoing,
            _ when undone && !remedied && !goods.ActedAlone && IsTaken(world.Hold) => StockAfterUndoing,
            _ when undone && atRest && goods.GoodsAreOut && !remedied && !attended => GoodsGivenAway,
            _ when atRest && money.Keeps && goods.Parcel is Parcel.Here or Parcel.Lost && !attended => MoneyWithoutGoods,
            _ when atRest && saga.IsTerminal && goods.GoodsAreOut && !IsShelfRight(world) => ShelfIsWrong,
            _ when (saga.AwaitsRemedy || saga.CanBeRefunded) && !attended => RemedyUnseen,
            _ => null,
        };
    }

    private static bool IsDispatching(ShipmentStatus status) =>
        status is ShipmentStatus.Dispatching or ShipmentStatus.DispatchingThenCancel;

    private static bool IsGivenBack(Provider money) => money.Void is CallState.Done || money.Refund is CallState.Done;

    private static bool IsBooked(Carrier goods) =>
        goods is { Create: CallState.Done or CallState.Travelling, Cancel: not CallState.Done };

    private static bool HasArrived(Parcel parcel) => parcel is Parcel.Arrived or Parcel.ArrivedAfterLoss;

    private static bool IsTaken(HoldStatus status) => status is HoldStatus.Held or HoldStatus.Committed;

    private static bool IsShelfRight(in World world) =>
        world.Hold is HoldStatus.Committed
        || (world.Saga.Attention & (SagaAttention.StockNotCommitted | SagaAttention.CarrierActedAlone)) != 0;
}
