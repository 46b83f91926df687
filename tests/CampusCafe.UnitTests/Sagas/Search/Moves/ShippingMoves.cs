using CampusCafe.Ordering.Orders;
using CampusCafe.Shipping.Shipments;
using static CampusCafe.Shipping.Shipments.ShipmentEffect;

namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>Shipping handles its next command, its worker tries the open call, and it learns where the goods are.</summary>
internal sealed class ShippingMoves(Machines machines, Bounds bounds)
{
    private static readonly CarrierCall[] Calls = Enum.GetValues<CarrierCall>();

    public static CarrierCall? OpenCall(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Creating or ShipmentStatus.CreatingThenCancel => CarrierCall.Create,
        ShipmentStatus.Dispatching or ShipmentStatus.DispatchingThenCancel => CarrierCall.Dispatch,
        ShipmentStatus.Cancelling => CarrierCall.Cancel,
        _ => null,
    };

    /// <summary>What a webhook, however late, or a poll can still tell.</summary>
    public static IEnumerable<ShipmentTrigger> News(Parcel parcel) => parcel switch
    {
        Parcel.Here => [],
        Parcel.Left => [ShipmentTrigger.Left],
        Parcel.Lost => [ShipmentTrigger.Left, ShipmentTrigger.Vanished],
        Parcel.Arrived => [ShipmentTrigger.Left, ShipmentTrigger.Arrived],
        _ => [ShipmentTrigger.Left, ShipmentTrigger.Vanished, ShipmentTrigger.Arrived],
    };

    public IEnumerable<Move> From(World world) => [.. Commands(world), .. Tries(world), .. Stragglers(world), .. Learning(world)];

    private IEnumerable<Move> Commands(World world)
    {
        if (!world.ToShipping.IsEmpty)
        {
            var trigger = (SagaCommand)world.ToShipping.Head switch
            {
                SagaCommand.CreateShipment => ShipmentTrigger.Create,
                SagaCommand.DispatchShipment => ShipmentTrigger.Dispatch,
                _ => ShipmentTrigger.Cancel,
            };
            var rest = world with { ToShipping = world.ToShipping.Rest };
            yield return new(Mover.System, "Shipping", trigger.ToString(), Require(rest, trigger));
        }
    }

    /// <summary>A try that never arrives changes nothing and is left out.</summary>
    private IEnumerable<Move> Tries(World world)
    {
        if (OpenCall(world.Shipment) is not { } call)
        {
            yield break;
        }

        var key = world.Carrier[call];
        if (!key.IsOpen())
        {
            yield return new(Mover.System, "Shipping", $"{call} again, answered {key}", Answer(world, key));
            yield break;
        }

        if (call is CarrierCall.Cancel && world.Carrier.GoodsAreOut)
        {
            yield return new(Mover.System, "Shipping", "Cancel, answered gone", Tell(world, ShipmentTrigger.Left));
        }

        foreach (var outcome in world.Carrier.Outcomes(call, bounds.Refusals))
        {
            var after = Arrive(world, call, outcome);
            yield return new(Mover.System, "Shipping", $"{call}, answered {outcome}", Answer(after, outcome));
            if (bounds.LostAnswers)
            {
                yield return new(Mover.Outside, "Shipping", $"{call}, {outcome} at the carrier, answer lost", after);
            }
        }

        if (bounds.SlowCalls && key is CallState.Unsent)
        {
            var after = world with { Carrier = world.Carrier.After(call, CallState.Travelling) };
            yield return new(Mover.Outside, "Shipping", $"{call} times out and travels on", after);
        }
    }

    private IEnumerable<Move> Stragglers(World world) =>
        from call in Calls
        where world.Carrier[call] is CallState.Travelling
        from outcome in world.Carrier.Outcomes(call, bounds.Refusals)
        select new Move(Mover.Outside, "Carrier", $"late {call} arrives: {outcome}", Arrive(world, call, outcome));

    private IEnumerable<Move> Learning(World world) =>
        from news in News(world.Carrier.Parcel)
        where machines.Shipment.Find(world.Shipment, news) is not null
        select new Move(Mover.System, "Shipping", $"learns that the goods {news}", Require(world, news));

    private static World Arrive(World world, CarrierCall call, CallState outcome)
    {
        var after = world.Carrier.After(call, outcome);
        var leaving = after.GoodsAreOut && !world.Carrier.GoodsAreOut;
        return world with { Carrier = after, SentUnpaid = world.SentUnpaid || (leaving && !world.Provider.Keeps) };
    }

    private World Answer(World world, CallState outcome) =>
        Tell(world, outcome is CallState.Refused ? ShipmentTrigger.Refused : ShipmentTrigger.Succeeded);

    private World Tell(World world, ShipmentTrigger trigger) =>
        machines.Shipment.Find(world.Shipment, trigger) is null ? world : Require(world, trigger);

    private World Require(World world, ShipmentTrigger trigger)
    {
        var row = machines.Shipment.Require(world.Shipment, trigger);
        var replies = world.FromShipping;
        foreach (var effect in row.Effects)
        {
            replies = Reply(effect) is { } reply ? replies.Add((int)reply) : replies;
        }

        return world with { Shipment = row.To, FromShipping = replies };
    }

    private static SagaInput? Reply(ShipmentEffect effect) => effect switch
    {
        ReplyCreated => SagaInput.ShipmentCreated,
        ReplyRejected => SagaInput.ShipmentRejected,
        ReplyDispatchRefused => SagaInput.DispatchRefused,
        ReplyCancelled => SagaInput.ShipmentCancelled,
        ReplyTooLate => SagaInput.CancelTooLate,
        RaiseDispatched => SagaInput.ShipmentDispatched,
        RaiseDelivered => SagaInput.ShipmentDelivered,
        RaiseLost => SagaInput.ShipmentLost,
        _ => null,
    };
}
