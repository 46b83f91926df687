namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What became of a batch.</summary>
/// <param name="Done">Handled now or before: they can go at the sources.</param>
/// <param name="Dead">Given up: likewise.</param>
/// <param name="PutOff">To be tried again later. What is in none of these comes again as it is.</param>
internal sealed record BatchOutcome(IReadOnlyList<PendingMessage> Done, IReadOnlyList<FailedMessage> Dead, IReadOnlyList<FailedMessage> PutOff)
{
    public static readonly BatchOutcome Nothing = new([], [], []);
}
