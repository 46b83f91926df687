using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>A cancel in every state: accepted until the dispatch is written down, ignored after.</summary>
public sealed class CancelTests
{
    [Fact]
    public void Given_holding_When_cancelled_Then_the_stock_is_cancelled()
    {
        var story = Story.Of([.. Until.Holding, CancelRequested]);

        Assert.Equal([CancelStock], story.Last);
        story.And(StockCancelled).EndsAs(SagaState.Cancelled, Cause.CustomerCancelled);
    }

    [Fact]
    public void Given_authorizing_When_cancelled_Then_payment_and_stock_are_cancelled()
    {
        var story = Story.Of([.. Until.Authorizing, CancelRequested]);

        Assert.Equal([CancelPayment, CancelStock], story.Last);
        story.And(StockCancelled, PaymentCancelled).EndsAs(SagaState.Cancelled, Cause.CustomerCancelled);
    }

    [Fact]
    public void Given_preparing_When_cancelled_Then_all_three_are_undone() =>
        Story.Of([.. Until.Preparing, CancelRequested]).IsUndone(SagaState.Cancelled, Cause.CustomerCancelled);

    [Fact]
    public void Given_capturing_When_cancelled_Then_all_three_are_undone() =>
        Story.Of([.. Until.Capturing, CancelRequested]).IsUndone(SagaState.Cancelled, Cause.CustomerCancelled);

    [Fact]
    public void Given_dispatching_When_cancelled_Then_ignored() => Story.Of(Until.Dispatching).Ignores(CancelRequested);

    [Fact]
    public void Given_shipped_When_cancelled_Then_ignored() => Story.Of(Until.Shipped).Ignores(CancelRequested);

    [Fact]
    public void Given_undoing_When_cancelled_Then_ignored() => Story.Of(Until.Undoing).Ignores(CancelRequested);

    [Fact]
    public void Given_completed_When_cancelled_Then_ignored() => Story.Of(Until.Completed).Ignores(CancelRequested);

    [Fact]
    public void Given_rejected_When_cancelled_Then_ignored() => Story.Of(Until.Rejected).Ignores(CancelRequested);

    [Fact]
    public void Given_cancelled_When_cancelled_again_Then_ignored() => Story.Of(Until.Cancelled).Ignores(CancelRequested);

    [Fact]
    public void Given_payment_declined_When_cancelled_while_undoing_Then_the_first_cause_stands() =>
        Story.Of(StockHeld, PaymentDeclined, CancelRequested, StockCancelled).EndsAs(SagaState.Rejected, Cause.PaymentDeclined);

    [Fact]
    public void Given_cancelled_in_authorizing_When_a_late_authorization_comes_Then_nothing_changes() =>
        Story.Of([.. Until.Authorizing, CancelRequested]).Ignores(PaymentAuthorized);

    [Fact]
    public void Given_cancelled_in_preparing_When_late_successes_come_Then_nothing_goes_out()
    {
        var story = Story.Of([.. Until.Preparing, CancelRequested]);

        Assert.Empty(story.And(StockCommitted).Last);
        story.Ignores(ShipmentCreated);
        Assert.Equal(SagaState.Undoing, story.And(StockCommitted).Saga.State);
    }

    [Fact]
    public void Given_cancelled_in_capturing_When_a_late_capture_comes_Then_nothing_changes()
    {
        Story.Of(Until.Undoing).Ignores(PaymentCaptured);
        Story.Of(Until.Undoing).Ignores(CaptureFailed);
    }
}
