using CampusCafe.Ordering.Orders;
using static CampusCafe.Ordering.Orders.SagaInput;

namespace CampusCafe.UnitTests.Sagas;

/// <summary>The goods left by themselves or were lost: an operator decides, and what is left to do stays visible.</summary>
public sealed class RemedyTests
{
    private static readonly SagaInput[] GoneWithoutStock =
        [StockHeld, PaymentAuthorized, ShipmentCreated, ShipmentDispatched, CommitRejected];

    [Fact]
    public void Given_goods_gone_and_their_commit_rejected_When_refunded_Then_someone_is_asked_to_count_the_shelf()
    {
        var saga = Given.Saga([.. GoneWithoutStock, Refund, PaymentCancelled]);

        Assert.Equal(SagaState.Cancelled, saga.State);
        Assert.Equal(SagaAttention.StockNotCommitted, saga.Attention);
    }

    [Fact]
    public void Given_goods_gone_and_their_commit_rejected_When_charged_Then_someone_is_asked_to_count_the_shelf()
    {
        var saga = Given.Saga([.. GoneWithoutStock, Charge, PaymentCaptured, ShipmentDelivered]);

        Assert.Equal(SagaState.Completed, saga.State);
        Assert.Equal(SagaAttention.StockNotCommitted, saga.Attention);
    }
}
