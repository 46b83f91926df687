namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A module's endpoint: one ordered queue, handled one batch at a time.</summary>
public interface IConsumer
{
    /// <summary>Stable: stored in deliveries and inboxes.</summary>
    static abstract string Name { get; }
}
