using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The carrier takes the goods unasked: carry on where money can still be taken, else wait for an operator.</summary>
public sealed class CarrierActsAloneTests
{
    [Fact]
    public void Given_preparing_When_the_goods_leave_Then_the_booking_counts_as_done_and_someone_is_asked()
    {
        var story = Story.Of([.. Until.Preparing, ShipmentDispatched]);

        Assert.Empty(story.Last);
        Assert.Equal((SagaState.Preparing, Goods.Left, Leg.Done), (story.Saga.State, story.Saga.Goods, story.Saga.Shipment));
        Assert.Equal(SagaAttention.CarrierActedAlone, story.Saga.Attention);
    }

    [Fact]
    public void Given_preparing_with_goods_gone_When_stock_committed_Then_captured_and_not_dispatched()
    {
        var story = Story.Of([.. Until.Preparing, ShipmentDispatched, StockCommitted]);

        Assert.Equal([CapturePayment], story.Last);
        var captured = story.And(PaymentCaptured);
        Assert.Empty(captured.Last);
        Assert.Equal((SagaState.Shipped, SagaAttention.None), (captured.Saga.State, captured.Saga.Attention));
    }

    [Fact]
    public void Given_capturing_with_goods_gone_When_captured_Then_shipped_without_dispatching()
    {
        var story = Story.Of([.. Until.Capturing, ShipmentDispatched, PaymentCaptured]);

        Assert.DoesNotContain(DispatchShipment, story.Sent);
        Assert.Equal((SagaState.Shipped, SagaAttention.None), (story.Saga.State, story.Saga.Attention));
    }

    [Fact]
    public void Given_capturing_with_goods_delivered_When_captured_Then_completed()
    {
        var story = Story.Of([.. Until.Capturing, ShipmentDispatched, ShipmentDelivered, PaymentCaptured]);

        Assert.DoesNotContain(DispatchShipment, story.Sent);
        Assert.Equal((SagaState.Completed, SagaAttention.None), (story.Saga.State, story.Saga.Attention));
    }

    [Fact]
    public void Given_capturing_with_goods_gone_When_cancelled_Then_ignored() =>
        Story.Of([.. Until.Capturing, ShipmentDispatched]).Ignores(CancelRequested);

    [Fact]
    public void Given_capturing_with_goods_gone_When_capture_failed_Then_an_operator_must_decide() =>
        AwaitsRemedy(Story.Of([.. Until.Capturing, ShipmentDispatched, CaptureFailed]));

    [Fact]
    public void Given_preparing_with_goods_gone_When_the_deadline_passes_Then_an_operator_must_decide() =>
        AwaitsRemedy(Story.Of([.. Until.Preparing, ShipmentDispatched, DeadlinePassed]));

    [Fact]
    public void Given_undoing_When_the_cancel_comes_too_late_Then_an_operator_must_decide() =>
        AwaitsRemedy(Story.Of([.. Until.Undoing, CancelTooLate]));

    [Fact]
    public void Given_undoing_When_the_goods_leave_Then_an_operator_must_decide() =>
        AwaitsRemedy(Story.Of([.. Until.Undoing, ShipmentDispatched, CancelTooLate]));

    [Fact]
    public void Given_payment_being_cancelled_When_the_goods_leave_Then_undone_with_attention()
    {
        var story = Story.Of([.. Until.Undoing, ShipmentCancelled, ShipmentDispatched]);

        Assert.False(story.Saga.AwaitsRemedy);
        var ended = story.And(PaymentCancelled, StockCancelled);
        ended.EndsAs(SagaState.Cancelled, Cause.CustomerCancelled);
        Assert.Equal(SagaAttention.CarrierActedAlone, ended.Saga.Attention);
    }

    [Fact]
    public void Given_cancelled_When_the_goods_leave_Then_someone_is_asked() => Assert.Equal(
        SagaAttention.CarrierActedAlone, Story.Of([.. Until.Cancelled, ShipmentDispatched]).Saga.Attention);

    private static void AwaitsRemedy(Story story)
    {
        Assert.Empty(story.Last);
        Assert.True(story.Saga is { AwaitsRemedy: true, CanBeCharged: true, CanBeRefunded: true });
        Assert.True(story.Saga.Attention.HasFlag(SagaAttention.CarrierActedAlone));
    }
}
