using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Stock;
using CampusCafe.Ordering.Orders;

namespace CampusCafe.Testing;

/// <summary>
/// Compares what the shop believes with what the providers did, order by order, once everything has settled. Each rule
/// yields a sentence per violation; none means that money, goods, stock and orders agree.
/// </summary>
internal static class Audit
{
    private static readonly string[] OnceEach = ["authorize", "capture", "void", "refund", "create", "cancel", "dispatch"];

    /// <param name="books">The shop's.</param>
    /// <param name="ledger">The providers'.</param>
    /// <param name="acknowledged">Ids of the orders whose checkout was answered 202.</param>
    public static IReadOnlyList<string> Violations(Books books, Ledger ledger, IEnumerable<string> acknowledged)
    {
        var effects = EffectsByOrder(ledger);
        return
        [
            .. NothingIsOpen(books),
            .. NothingAcknowledgedIsLost(books, acknowledged),
            .. EffectsHappenOnce(ledger),
            .. EffectsBelongToOrders(books, effects),
            .. books.Orders.SelectMany(order => MoneyAndGoodsAgree(order, effects.GetValueOrDefault(order.Id.ToString(), Effects.None))),
            .. books.Orders.SelectMany(order => StockAgrees(order, books.Holds.GetValueOrDefault(order.Id))),
            .. StockIsConserved(books),
            .. InboxAndLogAgree(books),
        ];
    }

    /// <summary>
    /// Who handles a message twice says twice what follows from it, however well the state machines absorb it. Not a
    /// violation once the inbox has been made to forget.
    /// </summary>
    public static IReadOnlyList<string> HandledTwice(Books books) =>
    [
        .. from message in books.Log
           where message.CausationId is not null
           group message by (message.Module, message.Type, message.Key, message.CausationId) into said
           where said.Count() > 1
           select $"{said.Key.Module} said {said.Key.Type} {said.Count()} times because of {said.Key.CausationId}",
    ];

    /// <summary>An order that no customer knows is the second one under a key. Not a violation while somebody still waits for his answer.</summary>
    public static IReadOnlyList<string> BelongsToNobody(Books books, IEnumerable<string> acknowledged) =>
        [.. books.Orders.Select(order => order.Id.ToString()).Except(acknowledged).Select(id => $"order {id} belongs to nobody: its key has made another one")];

    /// <summary>What one module said of one key must be handled in the order in which it was said. Only where the clock was never put back.</summary>
    public static IReadOnlyList<string> OutOfOrder(Books books) =>
    [
        .. from message in books.Log
           from consumer in message.Consumers
           where books.Inbox.ContainsKey((message.Id, consumer))
           group (message.Type, HandledAt: books.Inbox[(message.Id, consumer)]) by (message.Module, message.Key, consumer) into queue
           from pair in queue.Zip(queue.Skip(1))
           where pair.First.HandledAt > pair.Second.HandledAt
           select $"{queue.Key.consumer} handled {pair.Second.Type} of {queue.Key.Key} before {pair.First.Type}",
    ];

    private static IEnumerable<string> NothingIsOpen(Books books) => books.Open.Items.Select(item => $"still open: {item}");

    private static IEnumerable<string> NothingAcknowledgedIsLost(Books books, IEnumerable<string> acknowledged) =>
        acknowledged.Except(books.Orders.Select(order => order.Id.ToString())).Select(id => $"order {id} was acknowledged and is gone");

    private static IEnumerable<string> EffectsHappenOnce(Ledger ledger) =>
        from effect in ledger.Payments.Select(p => (p.OrderId, p.Operation)).Concat(ledger.Shipments.Select(s => (OrderId: (string?)s.OrderId, s.Operation)))
        where OnceEach.Contains(effect.Operation)
        group effect by effect into same
        where same.Count() > 1
        select $"{same.Key.Operation} happened {same.Count()} times for order {same.Key.OrderId}";

    private static IEnumerable<string> EffectsBelongToOrders(Books books, IReadOnlyDictionary<string, Effects> effects) =>
        effects.Keys.Except(books.Orders.Select(order => order.Id.ToString()))
            .Select(orderId => $"the providers did something for order {orderId}, which the shop doesn't know");

    private static Dictionary<string, Effects> EffectsByOrder(Ledger ledger)
    {
        var payments = ledger.Payments.ToLookup(p => p.OrderId ?? "without an id");
        var shipments = ledger.Shipments.ToLookup(s => s.OrderId, s => s.Operation);
        return payments.Select(p => p.Key).Union(shipments.Select(s => s.Key)).ToDictionary(id => id, id => Effects.Of(payments[id], [.. shipments[id]]));
    }

    private static IEnumerable<string> MoneyAndGoodsAgree(Order order, Effects effects)
    {
        var state = order.Saga.State;
        var kept = effects.Captured - effects.Refunded;
        var writtenOff = order.Saga.Cause is Cause.OperatorRefunded;
        if (effects.Captured != 0 && effects.Captured != order.Total.Amount)
        {
            yield return $"order {order.Id} costs {order.Total.Amount} and {effects.Captured} was captured";
        }

        if (kept != 0 && kept != order.Total.Amount)
        {
            yield return $"order {order.Id} costs {order.Total.Amount} and {kept} was kept";
        }

        if (effects.GoodsLeft != (kept > 0) && !(effects.GoodsLeft && writtenOff))
        {
            yield return $"order {order.Id} ({state}): goods {(effects.GoodsLeft ? "left" : "didn't leave")}, and {kept} was kept";
        }

        if (order.Saga.IsTerminal && (state is SagaState.Completed) != (kept > 0))
        {
            yield return $"order {order.Id} is {state}, and {kept} was kept";
        }

        if (order.Saga.IsTerminal && effects.Reserved)
        {
            yield return $"order {order.Id} is {state}, and its money is still reserved";
        }

        if (order.Saga.IsTerminal && effects.Booked)
        {
            yield return $"order {order.Id} is {state}, and its shipment is still booked";
        }
    }

    private static IEnumerable<string> StockAgrees(Order order, Hold? hold)
    {
        var sold = hold?.Status is HoldStatus.Committed;
        if (hold?.Status is HoldStatus.Held && order.Saga.IsTerminal)
        {
            yield return $"order {order.Id} is {order.Saga.State}, and its stock is still held";
        }

        // Goods that left without their stock are somebody's to count: the order says so.
        var counted = order.Saga.Attention.HasFlag(SagaAttention.StockNotCommitted);
        if (order.Saga.State is SagaState.Completed && !sold && !counted)
        {
            yield return $"order {order.Id} is completed, and its stock is {hold?.Status.ToString() ?? "unknown"}";
        }

        if (order.Saga.State is SagaState.Rejected or SagaState.Cancelled && sold && order.Saga.Cause is not Cause.OperatorRefunded)
        {
            yield return $"order {order.Id} is {order.Saga.State}, and its stock is sold";
        }
    }

    private static IEnumerable<string> StockIsConserved(Books books)
    {
        foreach (var item in books.Stock)
        {
            var restocked = books.Movements.Where(m => m.ItemId == item.Id && m.Kind is StockMovementKind.Restocked).Sum(m => m.Quantity.Value);
            var sold = QuantityIn(HoldStatus.Committed, item);
            var held = QuantityIn(HoldStatus.Held, item);
            if (restocked != item.OnHand + sold)
            {
                yield return $"{item.Id}: {restocked} came in, {item.OnHand} are on hand and {sold} are sold";
            }

            if (held != item.Held || item.Held > item.OnHand)
            {
                yield return $"{item.Id}: {item.Held} of {item.OnHand} are held, for holds of {held}";
            }

            if (books.Movements.LastOrDefault(m => m.ItemId == item.Id) is not { } last || (last.OnHand, last.Held) != (item.OnHand, item.Held))
            {
                yield return $"{item.Id}: the last movement doesn't end at {item.OnHand} on hand and {item.Held} held";
            }
        }

        int QuantityIn(HoldStatus status, StockItem item) => books.Holds.Values
            .Where(hold => hold.Status == status)
            .SelectMany(hold => hold.Items)
            .Where(line => line.ItemId == item.Id)
            .Sum(line => line.Quantity.Value);
    }

    private static IEnumerable<string> InboxAndLogAgree(Books books)
    {
        var expected = books.Log.SelectMany(message => message.Consumers, (message, consumer) => (message.Id, consumer)).ToHashSet();
        foreach (var (messageId, consumer) in expected.Except(books.Inbox.Keys))
        {
            yield return $"{consumer} never handled {books.Log.First(m => m.Id == messageId).Type} {messageId}";
        }

        foreach (var (messageId, consumer) in books.Inbox.Keys.Except(expected))
        {
            yield return $"{consumer} handled {messageId}, which nobody logged";
        }
    }

    /// <param name="Reserved">Authorized, and neither captured nor voided.</param>
    /// <param name="Captured">Minor units.</param>
    /// <param name="Refunded">Minor units.</param>
    /// <param name="GoodsLeft">Dispatched, delivered or lost, by our wish or not.</param>
    /// <param name="Booked">The carrier still waits for the goods.</param>
    private sealed record Effects(bool Reserved, long Captured, long Refunded, bool GoodsLeft, bool Booked)
    {
        public static readonly Effects None = Of([], []);

        public static Effects Of(IEnumerable<Ledger.Payment> payments, IReadOnlyCollection<string> shipments)
        {
            var amounts = payments.ToLookup(p => p.Operation, p => p.Amount);
            string[] left = ["dispatch", "deliver", "lose"];
            return new Effects(
                Reserved: amounts.Contains("authorize") && !amounts.Contains("capture") && !amounts.Contains("void"),
                Captured: amounts["capture"].Sum(),
                Refunded: amounts["refund"].Sum(),
                GoodsLeft: shipments.Any(left.Contains),
                Booked: shipments.Contains("create") && !shipments.Contains("cancel") && !shipments.Any(left.Contains));
        }
    }
}
