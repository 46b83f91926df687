using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaCommand;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The deadline in every state: it undoes while no money moves, then only asks for attention, then is no matter.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public void Given_holding_When_the_deadline_passes_Then_the_stock_is_cancelled()
    {
        var story = Story.Of([.. Until.Holding, DeadlinePassed]);

        Assert.Equal([CancelStock], story.Last);
        story.And(StockCancelled).EndsAs(SagaState.Rejected, Cause.DeadlineExceeded);
    }

    [Fact]
    public void Given_authorizing_When_the_deadline_passes_Then_payment_and_stock_are_cancelled()
    {
        var story = Story.Of([.. Until.Authorizing, DeadlinePassed]);

        Assert.Equal([CancelPayment, CancelStock], story.Last);
        story.And(PaymentCancelled, StockCancelled).EndsAs(SagaState.Rejected, Cause.DeadlineExceeded);
    }

    [Fact]
    public void Given_preparing_When_the_deadline_passes_Then_all_three_are_undone() =>
        Story.Of([.. Until.Preparing, DeadlinePassed]).IsUndone(SagaState.Rejected, Cause.DeadlineExceeded);

    [Fact]
    public void Given_capturing_When_the_deadline_passes_Then_it_only_asks_for_attention() => OnlyAsksForAttention(Until.Capturing);

    [Fact]
    public void Given_dispatching_When_the_deadline_passes_Then_it_only_asks_for_attention() => OnlyAsksForAttention(Until.Dispatching);

    [Fact]
    public void Given_undoing_When_the_deadline_passes_Then_it_only_asks_for_attention() => OnlyAsksForAttention(Until.Undoing);

    [Fact]
    public void Given_shipped_When_the_deadline_passes_Then_ignored() => Story.Of(Until.Shipped).Ignores(DeadlinePassed);

    [Fact]
    public void Given_completed_When_the_deadline_passes_Then_ignored() => Story.Of(Until.Completed).Ignores(DeadlinePassed);

    [Fact]
    public void Given_rejected_When_the_deadline_passes_Then_ignored() => Story.Of(Until.Rejected).Ignores(DeadlinePassed);

    [Fact]
    public void Given_cancelled_When_the_deadline_passes_Then_ignored() => Story.Of(Until.Cancelled).Ignores(DeadlinePassed);

    [Fact]
    public void Given_a_deadline_passed_while_dispatching_When_shipped_Then_nobody_is_needed_any_more() =>
        Assert.Equal(SagaAttention.None, Story.Of([.. Until.Dispatching, DeadlinePassed, ShipmentDispatched]).Saga.Attention);

    [Fact]
    public void Given_a_deadline_passed_while_undoing_When_undone_Then_nobody_is_needed_any_more() => Assert.Equal(
        SagaAttention.None,
        Story.Of([.. Until.Undoing, DeadlinePassed, ShipmentCancelled, PaymentCancelled, StockCancelled]).Saga.Attention);

    private static void OnlyAsksForAttention(SagaInput[] before)
    {
        var story = Story.Of(before);
        var after = story.And(DeadlinePassed);

        Assert.Empty(after.Last);
        Assert.Equal(story.Saga with { Attention = SagaAttention.DeadlinePassed }, after.Saga);
    }
}
