using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The way forward, and what each refusal leads to.</summary>
public sealed class SagaTests
{
    [Fact]
    public void Given_a_new_order_When_every_step_succeeds_Then_commands_go_out_in_order_and_it_completes()
    {
        var story = Story.Of(
            StockHeld, PaymentAuthorized, StockCommitted, ShipmentCreated, PaymentCaptured, ShipmentDispatched, ShipmentDelivered);

        Assert.Equal(
            [HoldStock, AuthorizePayment, CommitStock, CreateShipment, CapturePayment, DispatchShipment],
            story.Sent);
        Assert.Equal(SagaState.Completed, story.Saga.State);
        Assert.Equal(SagaAttention.None, story.Saga.Attention);
    }

    [Fact]
    public void Given_preparing_When_only_one_half_is_done_Then_no_money_is_taken()
    {
        Assert.Empty(Story.Of(StockHeld, PaymentAuthorized, StockCommitted).Last);
        Assert.Empty(Story.Of(StockHeld, PaymentAuthorized, ShipmentCreated).Last);
    }

    [Fact]
    public void Given_a_new_order_When_stock_rejected_Then_rejected_at_once()
    {
        var story = Story.Of(StockRejected);

        Assert.Empty(story.Last);
        story.EndsAs(SagaState.Rejected, Cause.OutOfStock);
    }

    [Fact]
    public void Given_stock_held_When_payment_declined_Then_only_the_stock_is_cancelled()
    {
        var story = Story.Of(StockHeld, PaymentDeclined);

        Assert.Equal([CancelStock], story.Last);
        story.And(StockCancelled).EndsAs(SagaState.Rejected, Cause.PaymentDeclined);
    }

    [Fact]
    public void Given_stock_held_When_payment_method_invalid_Then_only_the_stock_is_cancelled()
    {
        var story = Story.Of(StockHeld, PaymentMethodInvalid);

        Assert.Equal([CancelStock], story.Last);
        story.And(StockCancelled).EndsAs(SagaState.Rejected, Cause.PaymentMethodInvalid);
    }

    [Fact]
    public void Given_preparing_When_commit_rejected_Then_shipment_first_and_then_payment_are_cancelled()
    {
        var story = Story.Of(StockHeld, PaymentAuthorized, CommitRejected);

        Assert.Equal([CancelShipment], story.Last);
        Assert.Equal([CancelPayment], story.And(ShipmentCancelled).Last);
        story.And(ShipmentCancelled, PaymentCancelled).EndsAs(SagaState.Rejected, Cause.StockCommitRejected);
    }

    [Fact]
    public void Given_preparing_When_shipment_rejected_Then_payment_and_stock_are_cancelled_side_by_side()
    {
        var story = Story.Of(StockHeld, PaymentAuthorized, ShipmentRejected);

        Assert.Equal([CancelPayment, CancelStock], story.Last);
        Assert.Equal(SagaState.Undoing, story.And(PaymentCancelled).Saga.State);
        story.And(PaymentCancelled, StockCancelled).EndsAs(SagaState.Rejected, Cause.ShipmentRejected);
    }

    [Fact]
    public void Given_capturing_When_capture_failed_Then_all_three_are_undone() =>
        Story.Of([.. Until.Capturing, CaptureFailed]).IsUndone(SagaState.Rejected, Cause.CaptureFailed);

    [Fact]
    public void Given_dispatching_When_dispatch_refused_Then_all_three_are_undone() =>
        Story.Of([.. Until.Dispatching, DispatchRefused]).IsUndone(SagaState.Rejected, Cause.DispatchRefused);
}
