namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Stalls whose next attempt is due.</summary>
/// <param name="Messages">The first of each stalled key.</param>
/// <param name="HasOrphans">There were some whose deliveries are gone.</param>
internal sealed record DueStalls(IReadOnlyList<PendingMessage> Messages, bool HasOrphans);
