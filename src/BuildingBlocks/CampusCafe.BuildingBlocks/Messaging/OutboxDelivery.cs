namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>One thing still to be done: inserted with its message, deleted once its consumer has committed. Never updated.</summary>
public sealed class OutboxDelivery
{
    public long Sequence { get; init; }

    public required string Consumer { get; init; }

    public required Guid MessageId { get; init; }

    public required string Key { get; init; }
}
