using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>A resume sends anew exactly the commands whose replies are still awaited.</summary>
public sealed class ResumeTests
{
    [Fact]
    public void Given_holding_When_resumed_Then_stock_is_asked_for_again() => Awaits(Until.Holding, HoldStock);

    [Fact]
    public void Given_authorizing_When_resumed_Then_the_card_is_asked_again() => Awaits(Until.Authorizing, AuthorizePayment);

    [Fact]
    public void Given_preparing_When_resumed_Then_both_halves_are_asked_again() => Awaits(Until.Preparing, CommitStock, CreateShipment);

    [Fact]
    public void Given_preparing_with_stock_committed_When_resumed_Then_only_the_shipment_is_asked_again() =>
        Awaits([.. Until.Preparing, StockCommitted], CreateShipment);

    [Fact]
    public void Given_preparing_with_a_shipment_When_resumed_Then_only_the_stock_is_asked_again() =>
        Awaits([.. Until.Preparing, ShipmentCreated], CommitStock);

    [Fact]
    public void Given_capturing_When_resumed_Then_captured_again() => Awaits(Until.Capturing, CapturePayment);

    [Fact]
    public void Given_dispatching_When_resumed_Then_dispatched_again() => Awaits(Until.Dispatching, DispatchShipment);

    [Fact]
    public void Given_undoing_When_resumed_Then_only_the_shipment_is_cancelled_again() => Awaits(Until.Undoing, CancelShipment);

    [Fact]
    public void Given_the_shipment_undone_When_resumed_Then_payment_and_stock_are_cancelled_again() =>
        Awaits([.. Until.Undoing, ShipmentCancelled], CancelPayment, CancelStock);

    [Fact]
    public void Given_payment_undone_When_resumed_Then_only_the_stock_is_cancelled_again() =>
        Awaits([.. Until.Undoing, ShipmentCancelled, PaymentCancelled], CancelStock);

    [Fact]
    public void Given_a_remedy_to_be_chosen_When_resumed_Then_nothing_is_sent() => Awaits([.. Until.Undoing, CancelTooLate]);

    [Fact]
    public void Given_charged_while_the_commit_is_open_When_resumed_Then_commit_and_capture_are_sent_again() =>
        Awaits([.. Until.Preparing, CancelRequested, CancelTooLate, Charge], CommitStock, CapturePayment);

    [Fact]
    public void Given_nothing_awaited_When_resumed_Then_nothing_is_sent()
    {
        Awaits(Until.Shipped);
        Awaits(Until.Completed);
        Awaits(Until.Rejected);
        Awaits(Until.Cancelled);
    }

    private static void Awaits(SagaInput[] after, params SagaCommand[] commands) => Assert.Equal(commands, Story.Of(after).Saga.Awaited);
}
