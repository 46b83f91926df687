using System.Diagnostics;
using System.Diagnostics.Metrics;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.Ordering.Persistence;
using MediatR;

namespace CampusCafe.Ordering.Orders;

/// <summary>An order has come to its end, whichever.</summary>
/// <param name="Saga">As it ended.</param>
/// <param name="Duration">Since the checkout.</param>
internal sealed record OrderEnded(Saga Saga, TimeSpan Duration) : IDomainEvent;

/// <summary>How long orders take from the checkout to their end.</summary>
internal sealed class SagaMetrics(IMeterFactory meters)
{
    public const string MeterName = "CampusCafe.Ordering";

    private readonly Histogram<double> duration = meters.Create(MeterName).CreateHistogram(
        "campuscafe.saga.duration", "s", "From the checkout to the end of an order.", tags: null, Buckets.Lasting);

    public void Record(OrderEnded ended)
    {
        var tags = new TagList { { "campuscafe.saga.outcome", OrderStatus.Of(ended.Saga) } };
        if (OrderStatus.FailureCode(ended.Saga.Cause) is { } failure)
        {
            tags.Add("campuscafe.saga.failure", failure);
        }

        duration.Record(Math.Max(0, ended.Duration.TotalSeconds), tags);
    }
}

internal sealed class MeasureSaga(OrderingDbContext context, SagaMetrics metrics) : INotificationHandler<OrderEnded>
{
    public Task Handle(OrderEnded notification, CancellationToken cancellationToken)
    {
        context.AfterCommit(() => metrics.Record(notification));
        return Task.CompletedTask;
    }
}
