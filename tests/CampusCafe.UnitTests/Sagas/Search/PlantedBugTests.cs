using CampusCafe.Inventory.Holds;
using CampusCafe.Payments.Payments;
using CampusCafe.Shipping.Shipments;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>A search that cannot fail would prove nothing: each of these bugs must be found, and for the right reason.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const string Stuck = "Stuck: ";

    private static readonly Bounds Faults = new() { Refusals = true, LostAnswers = true, SlowCalls = true, Cancels = 1, LoneActs = 1 };

    [Fact]
    public void Given_a_saga_that_dispatches_before_capture_When_searched_Then_found() =>
        Finds(Invariants.DispatchingUnpaid, new() { Decide = Planted.DispatchBeforeCapture });

    [Fact]
    public void Given_a_saga_that_cancels_payment_beside_shipment_When_searched_Then_found() =>
        Finds(Invariants.MoneyBackTooSoon, new() { Decide = Planted.CancelPaymentBesideShipment });

    [Fact]
    public void Given_a_saga_that_keeps_the_payment_when_cancelled_When_searched_Then_found() =>
        Finds(Invariants.MoneyAfterUndoing, new() { Decide = Planted.KeepThePaymentWhenCancelled });

    [Fact]
    public void Given_a_saga_that_never_asks_for_attention_When_searched_Then_found() =>
        Finds(Invariants.RemedyUnseen, new() { Decide = Planted.NeverAskForAttention });

    [Fact]
    public void Given_a_void_before_the_authorization_is_known_When_searched_Then_found() => Finds(
        Invariants.MoneyAfterUndoing,
        new() { Payment = PaymentMachine.Table.With(PaymentStatus.Authorizing, PaymentTrigger.Cancel, PaymentStatus.Voiding) });

    [Fact]
    public void Given_a_void_before_the_capture_is_known_When_searched_Then_found() => Finds(
        Stuck,
        new() { Payment = PaymentMachine.Table.With(PaymentStatus.Capturing, PaymentTrigger.Cancel, PaymentStatus.Voiding) });

    [Fact]
    public void Given_a_void_that_never_ends_When_searched_Then_found() => Finds(
        Stuck,
        new() { Payment = PaymentMachine.Table.With(PaymentStatus.Voiding, PaymentTrigger.Succeeded, PaymentStatus.Voiding) });

    [Fact]
    public void Given_a_refund_before_the_capture_is_known_When_searched_Then_found() => Finds(
        Invariants.MoneyAfterUndoing,
        new() { Payment = PaymentMachine.Table.With(PaymentStatus.Capturing, PaymentTrigger.Cancel, PaymentStatus.Refunding) });

    [Fact]
    public void Given_a_payment_that_cannot_be_cancelled_while_capturing_When_searched_Then_found() => Finds(
        "Cancel is not legal in Capturing.",
        new() { Payment = PaymentMachine.Table.Without(PaymentStatus.Capturing, PaymentTrigger.Cancel) });

    [Fact]
    public void Given_a_shipment_cancelled_before_its_booking_is_known_When_searched_Then_found() => Finds(
        Invariants.MoneyBackTooSoon,
        new() { Shipment = ShipmentMachine.Table.With(ShipmentStatus.Creating, ShipmentTrigger.Cancel, ShipmentStatus.Cancelling) });

    [Fact]
    public void Given_a_shipment_cancelled_without_telling_the_carrier_When_searched_Then_found() => Finds(
        Invariants.MoneyBackTooSoon,
        new()
        {
            Shipment = ShipmentMachine.Table.With(
                ShipmentStatus.Created, ShipmentTrigger.Cancel, ShipmentStatus.Cancelled, ShipmentEffect.ReplyCancelled),
        });

    [Fact]
    public void Given_a_cancelled_hold_that_stays_silent_When_searched_Then_found() => Finds(
        Stuck,
        new() { Hold = HoldMachine.Table.With(HoldStatus.Held, HoldTrigger.Cancel, HoldStatus.Released, HoldEffect.GiveBack) },
        Faults with { Resumes = 1 });

    [Fact]
    public void Given_a_cancelled_hold_that_stays_held_When_searched_Then_found() => Finds(
        Invariants.StockAfterUndoing,
        new() { Hold = HoldMachine.Table.With(HoldStatus.Held, HoldTrigger.Cancel, HoldStatus.Held, HoldEffect.ReplyCancelled) });

    [Fact]
    public void Given_a_provider_that_forgets_keys_When_searched_Then_found() =>
        Finds(Invariants.CapturedTwice, new(), Faults with { KeysAreRemembered = false });

    private void Finds(string violation, Machines machines, Bounds? bounds = null)
    {
        var found = Exploration.Of(bounds ?? Faults, machines).Violation;
        output.WriteLine(found ?? "Nothing found.");
        Assert.StartsWith(violation, found, StringComparison.Ordinal);
    }
}
