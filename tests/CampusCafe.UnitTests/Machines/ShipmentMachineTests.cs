using CampusCafe.Shipping.Shipments;
using CampusCafe.UnitTests.Sagas.Search.Moves;
using static CampusCafe.Shipping.Shipments.ShipmentEffect;

namespace CampusCafe.UnitTests.Machines;

public sealed class ShipmentMachineTests
{
    private static readonly ShipmentStatus[] GoodsGone = [ShipmentStatus.Dispatched, ShipmentStatus.Delivered, ShipmentStatus.Lost];

    [Fact]
    public void Given_its_table_When_followed_from_none_Then_every_state_is_reachable() => ShipmentMachine.Table.EveryStateIsReachable();

    [Fact]
    public void Given_its_table_When_read_Then_every_trigger_and_effect_is_used() => ShipmentMachine.Table.UsesItsVocabulary();

    [Fact]
    public void Given_any_state_When_cancelled_Then_legal() => ShipmentMachine.Table.IsLegalEverywhere(ShipmentTrigger.Cancel);

    [Fact]
    public void Given_any_state_When_cancelled_Then_answered_or_a_call_is_made() => Assert.All(
        ShipmentMachine.Table.Where(row => row.On is ShipmentTrigger.Cancel),
        row => Assert.NotEmpty(row.Effects.Intersect([ReplyCancelled, ReplyTooLate, CallCarrier])));

    [Fact]
    public void Given_a_cancelled_shipment_that_has_not_left_When_commanded_Then_no_success_is_replied()
    {
        var staying = ShipmentMachine.Table.Where(row => !GoodsGone.Contains(row.From) && !GoodsGone.Contains(row.To)).ToList();
        ShipmentStatus[] undone = [.. staying.After(ShipmentTrigger.Cancel)];

        Assert.Empty(undone.Intersect([ShipmentStatus.Creating, ShipmentStatus.Created, ShipmentStatus.Dispatching]));
        var effects = staying.Where(row => undone.Contains(row.From)).SelectMany(row => row.Effects);
        Assert.Empty(effects.Intersect([ReplyCreated, RaiseDispatched, RaiseDelivered, RaiseLost]));
    }

    [Fact]
    public void Given_a_tombstone_When_the_late_forward_comes_Then_refused()
    {
        Assert.Equal([ReplyRejected], ShipmentMachine.Table.Require(ShipmentStatus.Cancelled, ShipmentTrigger.Create).Effects);
        Assert.Equal([ReplyDispatchRefused], ShipmentMachine.Table.Require(ShipmentStatus.Cancelled, ShipmentTrigger.Dispatch).Effects);
    }

    [Fact]
    public void Given_the_goods_have_gone_When_the_machine_learns_of_it_Then_the_dispatch_is_raised_first() =>
        Assert.All(
            ShipmentMachine.Table.Where(row => !GoodsGone.Contains(row.From) && GoodsGone.Contains(row.To)),
            row => Assert.Equal(RaiseDispatched, row.Effects.First(effect => effect is not ReplyCreated)));

    [Fact]
    public void Given_the_goods_have_gone_When_cancelled_Then_too_late() =>
        Assert.All(GoodsGone, gone => Assert.Equal([ReplyTooLate], ShipmentMachine.Table.Require(gone, ShipmentTrigger.Cancel).Effects));

    [Fact]
    public void Given_a_call_is_open_When_it_has_an_outcome_Then_and_only_then_is_there_a_row_for_it() => Assert.Equal(
        Enum.GetValues<ShipmentStatus>().Where(status => ShippingMoves.OpenCall(status) is not null),
        Enum.GetValues<ShipmentStatus>().Where(status => ShipmentMachine.Table.Find(status, ShipmentTrigger.Succeeded) is not null));

    [Fact]
    public void Given_a_state_that_stands_for_a_call_When_entered_Then_the_call_is_made() => Assert.All(
        ShipmentMachine.Table.Where(row => row.From != row.To && ShippingMoves.OpenCall(row.To) is not null),
        row => Assert.Contains(CallCarrier, row.Effects));

    [Fact]
    public void Given_a_state_that_stands_for_no_call_When_entered_Then_no_call_is_made() => Assert.All(
        ShipmentMachine.Table.Where(row => ShippingMoves.OpenCall(row.To) is null),
        row => Assert.DoesNotContain(CallCarrier, row.Effects));
}
