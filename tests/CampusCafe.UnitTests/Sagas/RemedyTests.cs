using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The goods left by themselves or were lost: an operator decides, and what is left to do stays visible.</summary>
public sealed class RemedyTests
{
    private static readonly SagaInput[] TooLate = [.. Until.Undoing, CancelTooLate];

    private static readonly SagaInput[] GoneWithoutStock = [.. Until.Preparing, ShipmentCreated, ShipmentDispatched, CommitRejected];

    [Fact]
    public void Given_a_cancel_too_late_When_charged_Then_captured_and_shipped()
    {
        var story = Story.Of([.. TooLate, Charge]);

        Assert.Equal([CapturePayment], story.Last);
        var captured = story.And(PaymentCaptured);
        Assert.Empty(captured.Last);
        captured.EndsAs(SagaState.Shipped, Cause.None);
        Assert.Equal(SagaAttention.None, captured.Saga.Attention);
    }

    [Fact]
    public void Given_a_cancel_too_late_When_charged_and_capture_failed_Then_an_operator_must_decide_again() =>
        Assert.True(Story.Of([.. TooLate, Charge, CaptureFailed]).Saga is { AwaitsRemedy: true, CanBeRefunded: true });

    [Fact]
    public void Given_a_cancel_too_late_When_refunded_Then_payment_cancelled_and_goods_written_off()
    {
        var story = Story.Of([.. TooLate, Refund]);

        Assert.Equal([CancelPayment], story.Last);
        Assert.False(story.Saga.AwaitsRemedy);
        var ended = story.And(PaymentCancelled);
        ended.EndsAs(SagaState.Cancelled, Cause.OperatorRefunded);
        Assert.Equal(SagaAttention.None, ended.Saga.Attention);
    }

    [Fact]
    public void Given_goods_that_were_written_off_When_they_arrive_all_the_same_Then_nobody_is_asked_again()
    {
        Assert.Equal(SagaAttention.None, Story.Of([.. TooLate, Refund, ShipmentDelivered, PaymentCancelled]).Saga.Attention);
        Assert.Equal(SagaAttention.None, Story.Of([.. TooLate, Refund, PaymentCancelled, ShipmentDelivered]).Saga.Attention);
        Assert.Equal(SagaAttention.None, Story.Of([.. Until.Shipped, ShipmentLost, Refund, PaymentCancelled, ShipmentDelivered]).Saga.Attention);
    }

    [Fact]
    public void Given_shipped_When_lost_Then_an_operator_may_refund()
    {
        var story = Story.Of([.. Until.Shipped, ShipmentLost]);

        Assert.Equal((SagaState.Shipped, SagaAttention.ShipmentLost), (story.Saga.State, story.Saga.Attention));
        Assert.True(story.Saga is { CanBeRefunded: true, CanBeCharged: false });
        story.And(Refund, PaymentCancelled).EndsAs(SagaState.Cancelled, Cause.OperatorRefunded);
    }

    [Fact]
    public void Given_lost_goods_When_they_are_found_and_delivered_Then_completed()
    {
        var saga = Story.Of([.. Until.Shipped, ShipmentLost, ShipmentDelivered]).Saga;

        Assert.Equal((SagaState.Completed, SagaAttention.None), (saga.State, saga.Attention));
    }

    [Fact]
    public void Given_nothing_to_remedy_When_charged_or_refunded_Then_ignored()
    {
        foreach (var inputs in (SagaInput[][])[Until.Holding, Until.Capturing, Until.Shipped, Until.Undoing, Until.Cancelled])
        {
            Story.Of(inputs).Ignores(Charge);
            Story.Of(inputs).Ignores(Refund);
        }
    }

    [Fact]
    public void Given_goods_gone_and_their_commit_rejected_When_refunded_Then_someone_is_asked_to_count_the_shelf()
    {
        var story = Story.Of([.. GoneWithoutStock, Refund, PaymentCancelled]);

        story.EndsAs(SagaState.Cancelled, Cause.OperatorRefunded);
        Assert.Equal(SagaAttention.StockNotCommitted, story.Saga.Attention);
    }

    [Fact]
    public void Given_goods_gone_and_their_commit_rejected_When_charged_Then_someone_is_asked_to_count_the_shelf()
    {
        var story = Story.Of([.. GoneWithoutStock, Charge, PaymentCaptured, ShipmentDelivered]);

        story.EndsAs(SagaState.Completed, Cause.None);
        Assert.Equal(SagaAttention.StockNotCommitted, story.Saga.Attention);
    }

    [Fact]
    public void Given_a_refund_while_the_commit_is_open_When_it_is_rejected_later_Then_someone_is_asked_to_count_the_shelf() =>
        Assert.Equal(
            SagaAttention.StockNotCommitted,
            Story.Of([.. Until.Preparing, CancelRequested, CancelTooLate, Refund, PaymentCancelled, CommitRejected]).Saga.Attention);
}
