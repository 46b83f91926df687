namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What became of a batch.</summary>
/// <param name="Done">Handled now or before: they can go at the sources.</param>
/// <param name="Failures">Rolled back, each by itself.</param>
internal sealed record BatchOutcome(IReadOnlyList<PendingMessage> Done, IReadOnlyList<FailedMessage> Failures);
